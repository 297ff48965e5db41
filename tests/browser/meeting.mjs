// SPDX-License-Identifier: Apache-2.0
// Two people on one item at once; and a session that is over before the form is sent.
import { findItem } from "./decision.mjs";
import { Fault } from "./report.mjs";

const WORDS = "The person has kept every appointment since October";

async function keeps(person, words) {
	const value = await person.page.getByLabel("Reasons", { exact: true }).inputValue();
	if (value !== words) throw new Fault(`the words are lost: ${value}`);
}

async function twoAtOnce({ report, newPerson, looking, taken }) {
	const first = await newPerson();
	const other = await newPerson();
	const look = looking(other);
	let item;
	await report.step("two people: each is told of the other", async () => {
		await first.signIn("caseworker-EO-1");
		await other.signIn("caseworker-EO-2");
		item = await findItem(first, taken);
		await first.go(item);
		await first.send("Claim this item");
		await other.go(item);
		await other.reads("caseworker-EO-1 has claimed this item");
		await look("item-claimed-by-another");
		await other.follow(/^The case/);
		await other.reads("caseworker-EO-1 was on this case");
		await look("case-two-people");
	});
	await report.step("two people: a form that is no longer of this item keeps its words", async () => {
		await other.go(`${item}/view`);
		await other.write("Reasons", WORDS);
		await first.go(`${item}/view`);
		await first.choose("Ask the tribunal to vary or end the condition");
		await first.write("Reasons", "Every report was made, as the log of contact shows");
		await first.check(first.page.locator('input[name="cite"]').first());
		await first.send(/^Record my view$/);
		await first.isAt(item);
		await other.send(/^Record my view$/);
		await other.reads("has changed since");
		await keeps(other, WORDS);
		await look("view-changed");
	});
	await report.step("two people: the second claim is refused by name", async () => {
		const next = await findItem(first, taken);
		await other.go(next);
		await first.go(next);
		await first.send("Claim this item");
		await other.send("Claim this item");
		await other.reads("caseworker-EO-1");
		await look("claim-conflict");
	});
	await first.page.context().close();
	await other.page.context().close();
}

async function sessionOver({ report, newPerson, looking, taken }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("a session that is over keeps the words", async () => {
		await person.signIn("caseworker-EO-1");
		const item = await findItem(person, taken);
		await person.go(`${item}/view`);
		await person.write("Reasons", WORDS);
		await person.page.context().clearCookies();
		await person.send(/^Record my view$/);
		await person.reads("Your session has ended");
		await look("session-over");
		await person.send("Sign in as caseworker-EO-1");
		await person.reads("You are signed in again");
		await keeps(person, WORDS);
		await look("view-resumed");
	});
	await person.page.context().close();
}

export async function meet(world) {
	await twoAtOnce(world);
	await sessionOver(world);
}
