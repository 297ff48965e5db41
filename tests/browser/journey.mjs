// SPDX-License-Identifier: Apache-2.0
// The pages as their users see them: the whole way of a decision with the mouse, without JavaScript,
// by keyboard alone and at 320 pixels; each role; every page in every state; two people at once.
// usage: journey.mjs REMIT PACK PICTURES
import { hasBrowser, startBrowser } from "./browser.mjs";
import * as decision from "./decision.mjs";
import { Person } from "./person.mjs";
import { Fault, reporter } from "./report.mjs";
import { startSite } from "./site.mjs";
import { visitRecords } from "./records.mjs";
import { visitRoles } from "./roles.mjs";
import { visitStates } from "./states.mjs";
import { meet } from "./meeting.mjs";

const [program, pack, pictures] = process.argv.slice(2);
const CASEWORKER = "caseworker-EO-1";
const SECOND = "senior_caseworker-HEO-1";
const nothing = async () => {};

if (!hasBrowser()) {
	console.log("1..0 # SKIP there is no chromium (make check installs it)");
	process.exit(77);
}
const site = await startSite({ program, pack });
const browser = await startBrowser({ pictures });
const report = reporter();
const taken = new Set();
const seen = new Set();

async function newPerson(options = {}, hands = {}) {
	return new Person(await browser.open(options), site, hands);
}

// Everything about the page in sight, once for each name; a point of its own.
function looking(person) {
	return async (name) => {
		if (seen.has(name)) return;
		seen.add(name);
		await report.step(`page ${name}`, () =>
			browser.inspect(person.page, name, { whole: true, names: site.names }));
	};
}

// Nothing but tables in their regions scrolls sideways on this page.
function narrow(person) {
	return async (name) => {
		const wide = await person.page.evaluate(() =>
			document.documentElement.scrollWidth > document.documentElement.clientWidth);
		if (wide) throw new Fault(`${name} scrolls sideways`);
	};
}

async function wholeWay(how, { options = {}, hands = {}, looks = () => nothing, once = false }) {
	const caseworker = await newPerson(options, hands);
	const second = await newPerson(options, hands);
	const look = looks(caseworker);
	const lookAgain = looks(second);
	const words = `Contact was kept on each of the days asked for (${how})`;
	const mended = `${words}, as the letter of 14 March says`;
	let item;
	const steps = [
		["sign in, home", async () => {
			await caseworker.go("/");
			await look("sign-in");
			await caseworker.signIn(CASEWORKER);
			await caseworker.reads("Your work");
			await look("home");
		}],
		["worklist, its filter in the address", async () => {
			await caseworker.follow("Worklist");
			await look("worklist");
			await caseworker.select("Claimed by", "Nobody");
			await caseworker.send("Apply filter");
			await caseworker.isAt(/whose=unclaimed/);
			item = await decision.findItem(caseworker, taken);
		}],
		["claim", async () => {
			await caseworker.go(item);
			await look("item");
			await caseworker.send("Claim this item");
			await caseworker.reads(`Claimed by ${CASEWORKER}`, "Cannot start yet");
			await look("item-claimed");
		}],
		["case page, and back", async () => {
			await caseworker.follow(/^The case/);
			await caseworker.reads("Legal basis", "Devices", "Violations", "Family name", "Who has looked");
			await look("case");
			await caseworker.go(item);
		}],
		["check the facts, enter one", () => decision.checkFacts(caseworker, item, look)],
		["own view", () => decision.recordView(caseworker, item, words, look, once)],
		["reveal", () => decision.reveal(caseworker, item, look, once)],
		["outcome, a switch asks why, every safeguard and question", async () => {
			const answer = (number) => `${words}, answer ${number + 1}`;
			const count = await decision.fillDecision(caseworker, item, words, answer, look);
			if (count < 4) throw new Fault(`only ${count} were to do`);
		}],
		["check answers, decide", () => decision.decide(caseworker, words, look)],
		["the second person reads it and returns it", async () => {
			await second.signIn(SECOND);
			await decision.readPayload(second, item, words);
			await decision.giveBack(second, item, lookAgain);
		}],
		["the caseworker mends it", () => decision.mend(caseworker, item, mended, look)],
		["the second person signs", async () => {
			await decision.readPayload(second, item, mended);
			await decision.sign(second, item, lookAgain);
		}],
		["form, PDF, audit trail", async () => {
			await caseworker.go(item);
			await caseworker.follow("The form, to read and print");
			await caseworker.reads(mended, `typed by ${CASEWORKER}`);
			await look("form");
			const link = caseworker.page.getByRole("link", { name: /PDF/ });
			const pdf = await (await caseworker.fetch(await link.getAttribute("href"))).body();
			if (pdf.subarray(0, 5).toString() !== "%PDF-") throw new Fault("the PDF is none");
			await caseworker.follow("Back to the task list");
			await caseworker.follow("The audit trail");
			await caseworker.reads(SECOND);
			await look("trail");
		}],
		["sign out", async () => {
			await second.signOut();
			await caseworker.signOut();
			await caseworker.go(item);
			await caseworker.reads("Sign in to see this page.");
		}],
	];
	for (const [name, work] of steps)
		if (!(await report.step(`${how}: ${name}`, work))) break;
	await caseworker.page.context().close();
	await second.page.context().close();
	return item;
}

const began = Date.now();
const tell = (what) => console.log(`# ${what} after ${Math.round((Date.now() - began) / 1000)} seconds`);
try {
	const decided = await wholeWay("mouse", { looks: looking });
	tell("the whole way");
	await wholeWay("without JavaScript", { options: { javaScript: false } });
	await wholeWay("keyboard", { hands: { keys: true }, once: true });
	await wholeWay("320 pixels", { options: { viewport: { width: 320, height: 640 } }, looks: narrow, once: true });
	tell("four ways");
	await visitRoles({ report, newPerson, looking, site, taken, decided, pack });
	tell("roles");
	await visitRecords({ report, newPerson, looking, site });
	tell("records");
	await meet({ report, newPerson, looking, taken });
	tell("two people");
	await visitStates({ report, browser, newPerson, looking, site, program, pack });
	tell("states");
	report.tell("the server has complained of nothing", site.complaints);
} finally {
	await browser.close();
	await site.stop();
}
report.end();
