// SPDX-License-Identifier: Apache-2.0
// One item on its whole way, as people go it: caseworker, second person, caseworker again, second
// person. `look(person, name)` is called on every page that is new.
import { Fault } from "./report.mjs";

const KEEP = "Keep this condition as it is";
const LIGHTER = "Make this condition lighter";

// An open item that nobody works on yet; with a fact in doubt that the person may enter.
export async function findItem(person, taken, { doubt = true } = {}) {
	for (let number = 1; number <= 3; number++) {
		await person.go(`/worklist?whose=unclaimed&page=${number}`);
		const items = await person.page.locator('main table a[href^="/items/"]').evaluateAll((links) =>
			links.map((link) => link.getAttribute("href")));
		for (const item of items) {
			if (taken.has(item)) continue;
			const facts = doubt ? await (await person.fetch(`${item}/facts`)).text() : "";
			if (doubt && !facts.includes("/facts/note?")) continue;
			taken.add(item);
			return item;
		}
	}
	throw new Fault("no item of the worklist has a fact in doubt");
}

async function chooseFacts(person, count) {
	const boxes = person.page.locator('input[name="cite"]');
	for (let i = 0; i < count; i++) await person.check(boxes.nth(i + 1));
}

export async function checkFacts(person, item, look) {
	await person.follow("Check the facts");
	await look("facts");
	await person.follow(/^Enter/);
	await look("fact");
	await person.send("Save the fact");
	await person.reads("There is a problem");
	await look("fact-error");
	// Whatever the fact is: a choice, or words.
	const radios = person.page.locator('input[name="value"][type="radio"]');
	const settled = person.page.locator('input[name="value"][value="NOT_PROVED"]');
	if ((await settled.count()) !== 0) await person.check(settled);
	else if ((await radios.count()) !== 0) await person.check(radios.first());
	else await person.write(person.page.locator('input[name="value"]'), "2022-03-01");
	await person.write(person.page.locator('textarea[name="reason"]'),
		"The supplier's letter of 14 March says so.");
	await person.send("Save the fact");
	await person.isAt(`${item}/facts`);
	await person.send("I have checked the facts");
	await person.isAt(item);
}

// `once`: one button records the view and shows the recommendation.
export async function recordView(person, item, words, look, once) {
	const button = once ? "Record my view, and show the recommendation" : /^Record my view$/;
	await person.isAt(item);
	if ((await person.page.locator("input:checked").count()) !== 0)
		throw new Fault("something is chosen before anybody has chosen");
	await person.send(button);
	await person.isAt(`${item}/view`);
	await person.reads("There is a problem");
	await look("view-error");
	await person.choose(KEEP);
	await person.write("Reasons", words);
	await chooseFacts(person, 2);
	await person.send(button);
	await person.isAt(once ? `${item}/decision` : item);
	await look(once ? "decision-at-once" : "item-viewed");
}

export async function reveal(person, item, look, once) {
	if (!once) {
		await person.follow("See what the rules recommend");
		await look("reveal");
		await person.send("Show the recommendation");
		await person.isAt(`${item}/decision`);
	}
	await person.follow("The rules and inputs behind it");
	await look("explanation");
	await person.follow("Back to the task list");
	await person.isAt(item);
	await look("item-revealed");
	await person.follow("See what the rules recommend");
	await look("recommendation");
	await person.follow("Back to the task list");
}

// Outcome and reasons alone are a draft. A switch after the reveal asks why, every safeguard and every
// question of the form is to be answered. `answer`: words for the field of that number.
export async function fillDecision(person, item, words, answer, look) {
	await person.follow("Decide, with reasons of your own");
	if ((await person.page.locator("input:checked").count()) !== 0)
		throw new Fault("an outcome is chosen before anybody has chosen");
	await look("decision");
	await person.choose(LIGHTER);
	await person.write("Reasons", words);
	await chooseFacts(person, 1);
	await person.send("Save as draft, and come back later");
	await person.isAt(item);
	await look("item-draft");
	await person.follow("Decide, with reasons of your own");
	await person.send("Save and check your answers");
	await person.isAt(`${item}/decision`);
	await person.reads("There is a problem", "Say why");
	if ((await person.page.getByLabel("Reasons", { exact: true }).inputValue()) !== words)
		throw new Fault("the words of the draft are lost");
	await look("decision-error");
	await person.write(/^If you decide otherwise/, "I had overlooked how long this has lasted.");
	const count = await fillFields(person, answer);
	await person.send("Save and check your answers");
	await person.isAt(`${item}/check`);
	return count;
}

async function fillFields(person, answer) {
	const fields = person.page.locator('main textarea:is([name^="j."], [name^="safeguard."])');
	for (let i = 0; i < (await fields.count()); i++)
		await person.write(fields.nth(i), answer(i));
	const groups = new Set(await person.page.locator('main input[type="radio"][name^="j."]').evaluateAll((all) =>
		all.map((e) => e.name)));
	for (const group of groups) await person.check(person.page.locator(`[name="${group}"]`).first());
	for (const [part, value] of [["day", "30"], ["month", "6"], ["year", "2022"]]) {
		const parts = person.page.locator(`main input[name$="-${part}"]`);
		for (let i = 0; i < (await parts.count()); i++) await person.write(parts.nth(i), value);
	}
	return (await fields.count()) + groups.size;
}

export async function decide(person, words, look) {
	await person.reads("Check your answers and decide", words, LIGHTER);
	await person.readsNot("Not answered yet");
	await look("check");
	await person.send("Decide");
	await person.reads("Waiting for a second person");
	await look("decided");
}

export async function readPayload(person, item, words) {
	await person.go(item);
	await person.follow("Read the decision", "button");
	await person.reads(words, LIGHTER, "I had overlooked how long this has lasted.", "30 June 2022");
}

export async function giveBack(person, item, look) {
	await look("sign");
	await person.send("Confirm");
	await person.reads("There is a problem");
	await look("sign-error");
	await person.choose(/^Return it/);
	await person.send("Confirm");
	await person.reads("Say why you return it");
	await person.write(/^Reason/, "Name the letter that you rely on.");
	await person.send("Confirm");
	await person.isAt(item);
}

export async function mend(person, item, words, look) {
	await person.go(item);
	await person.reads("Name the letter that you rely on.");
	await look("item-returned");
	await person.follow("Decide, with reasons of your own");
	await person.write("Reasons", words);
	await person.send("Save and check your answers");
	await decide(person, words, async () => {});
}

export async function sign(person, item, look) {
	await person.choose(/^Sign/);
	await person.send("Confirm");
	await person.isAt(item);
	await person.reads("Final", "Signed by");
	await look("item-final");
}
