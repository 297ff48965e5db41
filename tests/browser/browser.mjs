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
			page.setDefaultTimeout(30000);
			if (!javaScript) withoutAxe.add(page);
			if (noScripts)
				await page.route("**/*.js", (route) =>
					route.fulfill({ contentType: "text/javascript", body: "" }));
			page.on("console", (message) => {
				if (message.type() === "error") complaints.push(`console: ${message.text()}`);
			});
			page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
			return page;
		},
		// Every fault of the page as it stands. Pictures of it: NAME-WIDTH.png and NAME-print.pdf.
		async inspect(page, name, { keyboard = true, pdf = true } = {}) {
			const faults = [];
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: 900 });
				faults.push(...(await reflowFaults(page, width)));
				await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
				if ((width === 320 || width === 1280) && !withoutAxe.has(page))
					faults.push(...(await axeFaults(page)));
			}
			await page.setViewportSize({ width: 1280, height: 900 });
			if (keyboard) faults.push(...(await keyboardFaults(page)));
			if (pdf) await page.pdf({ path: join(pictures, `${name}-print.pdf`), format: "A4" });
			faults.push(...complaints.splice(0));
			return [...new Set(faults)];
		},
		async close() {
			await browser.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}

// TAP: one point for each name, with its faults.
export function reporter() {
	let count = 0, bad = 0;
	return {
		tell(name, faults) {
			count++;
			if (faults.length !== 0) bad++;
			console.log(`${faults.length === 0 ? "ok" : "not ok"} ${count} - ${name}`);
			for (const fault of faults) console.log(`#  ${fault}`);
		},
		end() {
			console.log(`1..${count}`);
			process.exitCode = bad === 0 ? 0 : 1;
		},
	};
}
