// SPDX-License-Identifier: Apache-2.0
// Every component in a browser: accessible, by keyboard, from 320 to 1920 pixels, in print, with
// scripts and without, under a policy that forbids what a page holds itself.
// usage: components.mjs SAMPLE_PROGRAM PICTURES
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { hasBrowser, startBrowser } from "./browser.mjs";
import { reporter } from "./report.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
	".svg": "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function serve(folder) {
	const server = createServer((request, response) => {
		const path = normalize(new URL(request.url, "http://localhost").pathname);
		try {
			const bytes = readFileSync(join(folder, path));
			response.writeHead(200, { "Content-Type": TYPES[extname(path)],
				"Content-Security-Policy": POLICY });
			response.end(bytes);
		} catch {
			response.writeHead(404).end();
		}
	});
	return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const [sample, pictures] = process.argv.slice(2);
if (!hasBrowser()) {
	console.log("1..0 # SKIP there is no chromium (make check installs it)");
	process.exit(77);
}
const folder = mkdtempSync(join(tmpdir(), "remit-sample-"));
execFileSync(sample, [folder]);
const server = await serve(folder);
const address = `http://127.0.0.1:${server.address().port}`;
const browser = await startBrowser({ pictures });
const report = reporter();
try {
	for (const [name, path] of [["components", "index.html"], ["list", "list.html"]]) {
		const page = await browser.open();
		await page.goto(`${address}/${path}`);
		report.tell(`${name}, with scripts`, await browser.inspect(page, name));
		for (const [how, options] of [["without JavaScript", { javaScript: false }],
			["without scripts, to axe", { noScripts: true }]]) {
			const plain = await browser.open(options);
			await plain.goto(`${address}/${path}`);
			report.tell(`${name}, ${how}`,
				await browser.inspect(plain, `${name}-plain`, { pdf: false }));
		}
	}
} finally {
	await browser.close();
	server.close();
	rmSync(folder, { recursive: true, force: true });
}
report.end();
