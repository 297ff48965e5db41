// SPDX-License-Identifier: Apache-2.0
// Drawings in a browser, where texts have the width that they have: no text leaves its shape or cell,
// no shape lies over another, axe finds nothing on the pages, and at 320 pixels and in print nothing but
// a region of its own scrolls sideways. Pictures to be looked at.
// usage: look.mjs REMIT PICTURES MODEL...
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { CHROMIUM, hasBrowser } from "../browser/browser.mjs";
import { reporter } from "../browser/report.mjs";

const require = createRequire(import.meta.url);
const [remit, pictures, ...models] = process.argv.slice(2);
if (!hasBrowser()) {
	console.log("1..0 # SKIP there is no chromium (make check installs it)");
	process.exit(77);
}

function show(model, ...words) {
	return execFileSync(remit, ["dmn", "show", model, ...words],
		{ encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

// Texts and the shape or cell that each stands in: in the graph its group's, in a table the last
// rectangle before it.
function pictureFaults() {
	const faults = [];
	const inside = (a, b) => a.x >= b.x - 0.5 && a.y >= b.y - 0.5 &&
		a.x + a.width <= b.x + b.width + 0.5 && a.y + a.height <= b.y + b.height + 0.5;
	const svg = document.querySelector("svg");
	const frame = { x: 0, y: 0, width: svg.width.baseVal.value, height: svg.height.baseVal.value };
	for (const text of svg.querySelectorAll("text")) {
		const shape = text.closest("g")?.querySelector("rect, path");
		let cell = text.previousElementSibling;
		while (cell && cell.localName !== "rect") cell = cell.previousElementSibling;
		const around = shape ?? cell;
		const box = text.getBBox();
		if (text.textContent && !inside(box, around ? around.getBBox() : frame))
			faults.push(`"${text.textContent.slice(0, 60)}" leaves its place`);
		if (!inside(box, frame)) faults.push(`"${text.textContent.slice(0, 60)}" is cut off`);
	}
	const shapes = [...svg.querySelectorAll("g > .shape")].map((e) => [e, e.getBBox()]);
	for (const [i, [one, a]] of shapes.entries())
		for (const [other, b] of shapes.slice(i + 1))
			if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
				b.y < a.y + a.height)
				faults.push(`${one.parentNode.textContent.trim()} is over ` +
					other.parentNode.textContent.trim());
	return faults;
}

async function pageFaults(page) {
	const faults = [];
	await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
	const found = await page.evaluate(() => window.axe.run(document));
	for (const rule of found.violations)
		faults.push(...rule.nodes.map((node) => `axe ${rule.id}: ${node.html.slice(0, 140)}`));
	for (const [width, media] of [[320, "screen"], [1280, "screen"], [1000, "print"]]) {
		await page.emulateMedia({ media });
		await page.setViewportSize({ width, height: 900 });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		if (wide > width && media === "screen")
			faults.push(`at ${width} pixels the page is ${wide} wide`);
	}
	await page.emulateMedia({ media: null });
	return faults;
}

mkdirSync(pictures, { recursive: true });
const { chromium } = require("playwright-core");
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const report = reporter();
try {
	const page = await browser.newPage();
	page.setDefaultTimeout(120000);
	for (const model of models) {
		const name = basename(model, ".dmn");
		await page.setViewportSize({ width: 1280, height: 900 });
		await page.setContent(show(model));
		await page.screenshot({ path: join(pictures, `model-${name}.png`) });
		report.tell(`${name}: the page`, await pageFaults(page));
		await page.setContent(show(model, "--svg"));
		report.tell(`${name}: the graph`, await page.evaluate(pictureFaults));
		const names = show(model).matchAll(/<h3 id="[^"]*">([^<&.]+)<\/h3>/g);
		for (const [, decision] of names) {
			let text = "";
			try { text = show(model, "--decision", decision); } catch { continue; }
			await page.setContent(text);
			const faults = await page.evaluate(pictureFaults);
			if (faults.length) report.tell(`${name}: ${decision}`, faults);
		}
		report.tell(`${name}: each element's logic was looked at`, []);
	}
} finally {
	await browser.close();
	report.end();
}
