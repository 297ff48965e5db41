// SPDX-License-Identifier: Apache-2.0
// A browser to look at pages with: Debian's Chromium through playwright-core, and axe-core.
//
//	const browser = await startBrowser({ pictures: "build/screenshots" });
//	const page = await browser.open();		// { javaScript: false }: without scripts
//	await page.goto(address);
//	for (const fault of await browser.inspect(page, "worklist")) ...
//	await browser.close();
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(import.meta.url);

export const CHROMIUM = "/usr/bin/chromium";
export const WIDTHS = [320, 768, 1280, 1920];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// GOV.UK Frontend says on a radio button whether what it reveals is open. ARIA has no such state there,
// but screen readers tell it, and GOV.UK keeps it.
const ALLOWED = [
	{ rule: "aria-allowed-attr", markup: /^<input class="govuk-radios__input"[^>]* aria-expanded=/ },
];
const FLAGS = [
	"--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export function hasBrowser() {
	return existsSync(CHROMIUM);
}

// What axe finds, a line each.
async function axeFaults(page) {
	if (!(await page.evaluate(() => "axe" in window)))
		await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
	const result = await page.evaluate(
		(tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
	const isAllowed = (rule, node) =>
		ALLOWED.some((one) => one.rule === rule.id && one.markup.test(node.html));
	return result.violations.flatMap((rule) =>
		rule.nodes.filter((node) => !isAllowed(rule, node))
			.map((node) => `axe ${rule.id}: ${rule.help}: ${node.html.slice(0, 160)}`));
}

// Reflow (WCAG 1.4.10): nothing but a region of its own may scroll sideways. 320 pixels are what a
// window of 1280 has at 400 % zoom.
async function reflowFaults(page, width) {
	const found = await page.evaluate(() => {
		const most = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= most) return [];
		const names = [...document.body.querySelectorAll("*")]
			.filter((e) => e.getBoundingClientRect().right > most + 1 && !e.closest(".remit-scroll"))
			.map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
		return [names.slice(0, 4).join(", ") || "the page"];
	});
	return found.map((what) => `at ${width} pixels the page scrolls sideways: ${what}`);
}

// With the Tab key one comes to everything that can be used, and sees where one is.
async function keyboardFaults(page) {
	const faults = [];
	const wanted = await page.evaluate(() => {
		document.activeElement?.blur();
		window.scrollTo(0, 0);
		const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
		const seen = [...all].filter((e) => !e.disabled && e.tabIndex >= 0 && e.type !== "hidden" &&
			e.checkVisibility({ visibilityProperty: true }));
		// Of radio buttons with one name the Tab key comes to one.
		const radios = new Set();
		return seen.filter((e) => {
			if (e.type !== "radio") return true;
			const isFirst = !radios.has(e.name);
			radios.add(e.name);
			return isFirst;
		}).length;
	});
	const reached = new Set();
	for (let i = 0; i < wanted + 10; i++) {
		await page.keyboard.press("Tab");
		const at = await page.evaluate(() => {
			const e = document.activeElement;
			if (!e || e === document.body) return null;
			window.reached ??= [];
			const index = window.reached.indexOf(e);
			if (index < 0) window.reached.push(e);
			const style = getComputedStyle(e);
			const around = getComputedStyle(e.closest(".govuk-radios__item, .govuk-checkboxes__item")
				?.querySelector("label") ?? e, "::before");
			const isMarked = style.outlineStyle !== "none" || style.boxShadow !== "none" ||
				around.outlineStyle !== "none" || around.boxShadow !== "none" ||
				e.querySelector(":scope *") && getComputedStyle(e.firstElementChild).boxShadow !== "none";
			return { number: window.reached.indexOf(e), isMarked: Boolean(isMarked),
				name: e.outerHTML.slice(0, 120) };
		});
		if (at === null || reached.has(at.number)) continue;
		reached.add(at.number);
		if (!at.isMarked) faults.push(`the keyboard's focus is not seen on ${at.name}`);
	}
	if (reached.size < wanted) faults.push(`the Tab key comes to ${reached.size} of ${wanted} things`);
	return faults;
}

// What every page has: one heading of the first order, a title without personal data that says when
// something is wrong, landmarks; and an error summary that takes the focus and leads to its fields.
async function pageFaults(page, { names, scripts }) {
	return page.evaluate(({ names, scripts }) => {
		const faults = [];
		const all = (selector) => [...document.querySelectorAll(selector)];
		const title = document.title;
		const summary = document.querySelector(".govuk-error-summary");
		if (all("h1").length !== 1) faults.push(`${all("h1").length} headings of the first order`);
		if (/\d/.test(title) || names.some((name) => title.includes(name)))
			faults.push(`personal data in the title: ${title}`);
		if (!/\S - remit$/.test(title)) faults.push(`the title is ${title}`);
		if (title.startsWith("Error: ") !== Boolean(summary))
			faults.push(`"Error: " in the title (${title}) without errors, or the reverse`);
		for (const mark of ["header", "main", "footer"])
			if (all(mark).length !== 1) faults.push(`${all(mark).length} landmarks ${mark}`);
		if (summary && scripts && document.activeElement !== summary)
			faults.push("the error summary has not taken the focus");
		for (const link of summary ? summary.querySelectorAll("a") : []) {
			const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
			if (!target) faults.push(`the error "${link.textContent}" leads nowhere (${link.hash})`);
			else if (!target.matches("input, select, textarea, main, a"))
				faults.push(`the error "${link.textContent}" leads to no field (${link.hash})`);
		}
		for (const field of all(".govuk-form-group--error :is(input, textarea, select)"))
			if (field.type !== "hidden" && !field.closest("fieldset") &&
				!field.getAttribute("aria-describedby"))
				faults.push(`the error beside ${field.name} is not read with it`);
		return faults;
	}, { names, scripts });
}

// On paper: nothing to press, and nothing cut off. 680 pixels are A4 between its margins.
async function printFaults(page) {
	await page.emulateMedia({ media: "print" });
	await page.setViewportSize({ width: 680, height: 900 });
	const faults = await page.evaluate(() => {
		const faults = [];
		const hidden = "nav, .govuk-skip-link, .govuk-back-link, .govuk-button, .remit-link-button, footer";
		for (const e of document.querySelectorAll(hidden))
			if (e.checkVisibility()) faults.push(`in print there is ${e.outerHTML.slice(0, 80)}`);
		if (document.documentElement.scrollWidth > 681)
			faults.push(`in print the page is ${document.documentElement.scrollWidth} pixels wide`);
		for (const e of document.querySelectorAll("main *"))
			if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible" &&
				!e.matches(".govuk-visually-hidden, input, textarea, select"))
				faults.push(`in print ${e.tagName.toLowerCase()}.${e.className} is cut off`);
		return faults;
	});
	await page.emulateMedia({ media: null });
	return faults;
}

// For those who choose their own colours, every button and field keeps an edge; for those who want
// no motion, nothing moves.
async function choiceFaults(page) {
	await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
	const faults = await page.evaluate(() => {
		const faults = [];
		const hasEdge = (style) => style.borderStyle !== "none" && style.borderWidth !== "0px" ||
			style.outlineStyle !== "none";
		for (const e of document.querySelectorAll(".govuk-button, .govuk-input, .govuk-textarea, .govuk-select"))
			if (e.checkVisibility() && !hasEdge(getComputedStyle(e)))
				faults.push(`in forced colours no edge on ${e.outerHTML.slice(0, 80)}`);
		for (const e of document.querySelectorAll("body, body *")) {
			const style = getComputedStyle(e);
			if (/[1-9]/.test(style.transitionDuration) || /[1-9]/.test(style.animationDuration))
				faults.push(`with reduced motion ${e.tagName.toLowerCase()}.${e.className} moves`);
		}
		return faults;
	});
	await page.emulateMedia({ forcedColors: null, reducedMotion: null });
	return faults;
}

export async function startBrowser({ pictures }) {
	const { chromium } = require("playwright-core");
	const profile = mkdtempSync(join(tmpdir(), "remit-chromium-"));
	mkdirSync(pictures, { recursive: true });
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS,
		env: { ...process.env, HOME: profile } });
	const complaints = [];
	const withoutAxe = new WeakSet();
	return {
		// A page in a context (cookies) of its own; what its console complains of is a fault.
		// Without JavaScript axe cannot look either: `noScripts` leaves it on and the files of scripts
		// empty.
		async open({ javaScript = true, noScripts = false, ...options } = {}) {
			const context = await browser.newContext({ javaScriptEnabled: javaScript, ...options });
			const page = await context.newPage();
			page.setDefaultTimeout(120000); // of a busy machine
			if (!javaScript) withoutAxe.add(page);
			if (noScripts)
				await page.route("**/*.js", (route) =>
					route.fulfill({ contentType: "text/javascript", body: "" }));
			page.on("console", (message) => {
				// A page that answers 404 or 422 is what was asked for; a style that does is not.
				const isPage = /^Failed to load/.test(message.text()) &&
					!/\/assets\//.test(message.location().url);
				if (message.type() === "error" && !isPage)
					complaints.push(`console: ${message.text()}`);
			});
			page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
			return page;
		},
		// Every fault of the page as it stands. Pictures of it: NAME-WIDTH.png and NAME-print.pdf.
		// `whole` looks at it as a page of the site, whose title holds none of `names`.
		async inspect(page, name, { keyboard = true, pdf = true, whole = false, names = [] } = {}) {
			const faults = [];
			if (whole)
				faults.push(...(await pageFaults(page, { names, scripts: !withoutAxe.has(page) })));
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: 900 });
				faults.push(...(await reflowFaults(page, width)));
				if (width === 320 || width === 1280 || !whole)
					await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
				if ((width === 320 || width === 1280) && !withoutAxe.has(page))
					faults.push(...(await axeFaults(page)));
			}
			await page.setViewportSize({ width: 1280, height: 900 });
			if (keyboard) faults.push(...(await keyboardFaults(page)));
			if (whole) {
				faults.push(...(await printFaults(page)), ...(await choiceFaults(page)));
				await page.setViewportSize({ width: 1280, height: 900 });
			}
			if (pdf && !whole) await page.pdf({ path: join(pictures, `${name}-print.pdf`), format: "A4" });
			faults.push(...complaints.splice(0));
			return [...new Set(faults)];
		},
		async close() {
			await browser.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}
