// SPDX-License-Identifier: Apache-2.0
// Pages beside the decision: one record of a person, who may see a case, what is held and how long, the
// log and the runs. Each is looked at; two records are merged by two people.

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

export async function visitRecords(world) {
	await mergeRecords(world);
	await lookAt(world, "manager", { access: "CASE/access", "break-glass": "/break-glass", training: "/training",
		"person-file": "CASE/person", retention: "/retention", "second-factor": "/account/second-factor" });
	await lookAt(world, "auditor", { log: "/log", "log-found": "/log?kind=decision", runs: "/runs", run: "/runs/1" });
}
