// SPDX-License-Identifier: Apache-2.0
// Pages beside the decision: one record of a person, who may see a case, what is held and how long, the
// log and the runs. Each is looked at; two records are merged by two people.

import { AS_OF } from "./site.mjs";

async function mergeRecords({ report, newPerson, looking, site }) {
	const asker = await newPerson();
	const answerer = await newPerson();
	const look = looking(asker);
	const lookAgain = looking(answerer);
	await report.step("two people: two records are one person's", async () => {
		await asker.signIn("caseworker-EO-1");
		await asker.go("/duplicates");
		await look("duplicates");
		await asker.write("Reference of one record", "EMC-0000001");
		await asker.write("Reference of the other", "nobody");
		await asker.send("Compare");
		await asker.reads("No record has that reference");
		await look("duplicates-error");
		await asker.write("Reference of the other", "EMC-0000002");
		await asker.send("Compare");
		await look("compare");
		await asker.send("Confirm");
		await look("compare-error");
		await asker.choose(/^One person: keep EMC-0000001/);
		await asker.write("What shows it?", "The interview notes name both");
		await asker.send("Confirm");
		await asker.reads("another person has to answer");
		await look("merge-asked");
		const page = asker.path();
		await answerer.signIn("senior_caseworker-HEO-1");
		await answerer.go(page);
		await lookAgain("merge-answer");
		await answerer.send("Confirm");
		await lookAgain("merge-answer-error");
		await answerer.choose("Yes, they are one person");
		await answerer.write("What shows it?", "The photographs are alike");
		await answerer.send("Confirm");
		await lookAgain("merge-done");
		await answerer.follow("The case");
		await answerer.reads("EMC-0000002", "Both records beside one another");
		await lookAgain("case-merged");
	});
	await report.step("and are separated again", async () => {
		await asker.go("/duplicates");
		await look("duplicates-merged");
		await asker.follow(/^Look/);
		await asker.write("Why are they two people after all?", "The photographs show two people");
		await asker.send("Confirm");
		await answerer.go(asker.path());
		await lookAgain("merge-separate");
		await answerer.choose("Yes, separate them again");
		await answerer.write("What shows it?", "They do show two people");
		await answerer.send("Confirm");
		await answerer.follow(/^One record of a person/);
		await answerer.reads("Separate again");
	});
	await asker.page.context().close();
	await answerer.page.context().close();
}

async function lookAt(world, who, pages) {
	const person = await world.newPerson();
	const look = world.looking(person);
	await world.report.step(`${who}: ${Object.keys(pages).join(", ")}`, async () => {
		await person.signIn(who);
		await person.go("/cases?reference=EMC-0000003");
		const found = person.path();
		for (const [name, path] of Object.entries(pages)) {
			await person.go(path.replace("CASE", found));
			await look(name);
		}
	});
	await person.page.context().close();
}

// A case taken in hand as a whole: begun, and not to be ended with something undecided.
async function takeRound({ report, newPerson, looking }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("a review of all conditions is begun", async () => {
		await person.signIn("caseworker-EO-1");
		await person.go("/cases?reference=EMC-0000003");
		await person.follow(/all of it decided together/);
		await look("round");
		await person.send("Begin");
		await look("round-error");
		await person.choose("Another decision maker asks");
		await person.write("Why now?", "The tribunal has asked for it");
		await person.send("Begin");
		await person.reads("undecided. It ends when each is decided");
		await look("round-begun");
	});
	await person.page.context().close();
}

// The person decided about, without an account, at a machine of their own.
async function visitYou({ report, newPerson, looking, site }) {
	const as = ["--as", "caseworker-EO-1", "--as-of", AS_OF, "--json"];
	const staff = await newPerson();
	const person = await newPerson();
	const look = looking(person);
	const reference = "EMC-0000003";
	const born = JSON.parse(site.remit("case", "em-review", reference, ...as)).records.person[0].date_of_birth;
	await report.step("staff make a code for the person", async () => {
		await staff.signIn("caseworker-EO-1");
		await staff.go(`/cases?reference=${reference}`);
		await staff.go(`${staff.path()}/code`);
		await looking(staff)("person-code");
		await staff.send("Make a code");
		await staff.reads("It is shown this once");
		await looking(staff)("person-code-made");
	});
	const { code } = JSON.parse(site.remit("person", "code", "em-review", reference, ...as));
	await report.step("the person reads what was decided, and says what is wrong", async () => {
		await person.go("/you");
		await look("you-ask");
		await person.write("Your code", "1234");
		await person.write("Your date of birth, or what the letter asks for", "today");
		await person.send("Open the page");
		await look("you-ask-error");
		await person.write("Your code", code);
		await person.write("Your date of birth, or what the letter asks for", born.split("-").reverse().join(" "));
		await person.send("Open the page");
		await person.reads("Who has looked at what we hold about you");
		await look("you");
		await person.follow("Something that you hold about me is wrong");
		await look("you-correct");
		await person.send("Send it");
		await look("you-correct-error");
		await person.go("/you");
		await person.send("Close the page");
		await person.reads("Your code");
	});
	await staff.page.context().close();
	await person.page.context().close();
}

export async function visitRecords(world) {
	await mergeRecords(world);
	await takeRound(world);
	await visitYou(world);
	await lookAt(world, "manager", { access: "CASE/access", "break-glass": "/break-glass", training: "/training",
		"person-file": "CASE/person", retention: "/retention", "second-factor": "/account/second-factor" });
	await lookAt(world, "auditor", { log: "/log", "log-found": "/log?kind=decision", runs: "/runs", run: "/runs/1" });
}
