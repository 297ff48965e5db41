// SPDX-License-Identifier: Apache-2.0
// The pictures of the README, taken on the way of one decision.
// usage: pictures.mjs REMIT PACK FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startBrowser } from "./browser.mjs";
import * as decision from "./decision.mjs";
import { shrink } from "./palette.mjs";
import { Person } from "./person.mjs";
import { startSite } from "./site.mjs";

// Page of the way, and the file it goes to.
const WANTED = new Map([["worklist", "worklist"], ["case", "case"], ["item-revealed", "task-list"],
	["recommendation", "recommendation"], ["sign", "sign"]]);
const WORDS = "Every appointment since October was kept, and both moves were told in time";
const ANSWERS = ["Read with the letter of 14 March; given full weight.",
	"Asked on 3 March: there is a child at school nearby.",
	"It came seven weeks late and cost the person nothing else.",
	"An end date is set with this decision.", "No point is open."];

const [program, pack, folder] = process.argv.slice(2);
const site = await startSite({ program, pack, people: 200 });
const browser = await startBrowser({ pictures: folder });
mkdirSync(folder, { recursive: true });

function looking(person) {
	return async (name) => {
		if (!WANTED.has(name)) return;
		await person.page.mouse.move(0, 0);
		await person.page.evaluate(() => document.activeElement?.blur());
		if (name === "item-revealed") // the list, not what stands above it
			await person.page.locator(".govuk-task-list").evaluate((list) => list.scrollIntoView({ block: "end" }));
		const png = shrink(await person.page.screenshot());
		writeFileSync(join(folder, `${WANTED.get(name)}.png`), png);
		console.log(`${WANTED.get(name)}.png ${png.length} bytes`);
	};
}

try {
	const options = { viewport: { width: 1280, height: 900 } };
	const caseworker = new Person(await browser.open(options), site);
	const second = new Person(await browser.open(options), site);
	const look = looking(caseworker);
	await caseworker.signIn("caseworker-EO-1");
	await caseworker.follow("Worklist");
	await look("worklist");
	const item = await decision.findItem(caseworker, new Set());
	await caseworker.go(item);
	await caseworker.send("Claim this item");
	await caseworker.follow(/^The case/);
	await look("case");
	await caseworker.go(item);
	await decision.checkFacts(caseworker, item, look);
	await decision.recordView(caseworker, item, WORDS, look);
	await decision.reveal(caseworker, item, look);
	let answered = 0;
	await decision.fillDecision(caseworker, item, WORDS, () => ANSWERS[answered++ % ANSWERS.length], look);
	await decision.decide(caseworker, WORDS, look);
	await second.signIn("senior_caseworker-HEO-1");
	await decision.readPayload(second, item, WORDS);
	await looking(second)("sign");
} finally {
	await browser.close();
	await site.stop();
}
