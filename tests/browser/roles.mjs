// SPDX-License-Identifier: Apache-2.0
// What those see and do who decide nothing: manager, policy owner, auditor; and someone with a
// password.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findItem } from "./decision.mjs";
import { Fault } from "./report.mjs";
import { ACCOUNT } from "./site.mjs";

// No step of the decision: neither a button nor a link.
async function isOfferedNothing(person) {
	const buttons = await person.page.locator("main").getByRole("button").allInnerTexts();
	if (buttons.length !== 0) throw new Fault(`offered: ${buttons.join(", ")}`);
	const steps = await person.page.locator(["view", "recommendation", "outcome", "check", "sign"]
		.map((path) => `main a[href$="/${path}"]`).join(", ")).allInnerTexts();
	if (steps.length !== 0) throw new Fault(`offered: ${steps.join(", ")}`);
}

async function manager({ report, newPerson, looking, site, taken }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("manager: home, load, hand over", async () => {
		await person.signIn("manager");
		await look("home-manager");
		await person.follow("Load");
		await look("load");
		await person.go(await findItem(person, taken, { doubt: false }));
		await look("item-manager");
		await isOfferedNothing(person);
		await person.follow("Hand over to another person");
		await look("hand-over");
		await person.select("To whom", "caseworker-EO-2");
		await person.send("Hand over");
		await person.reads("Claimed by caseworker-EO-2");
		await person.follow("Load");
		await person.reads("caseworker-EO-2");
		await person.go("/referrals");
		await look("referrals-empty");
	});
	await report.step("manager: quality of the data, an issue opened and closed", async () => {
		await person.follow("Quality");
		await look("quality-empty");
		await person.send("Measure now");
		await look("quality");
		await person.follow(/^Who lacks it/);
		await look("quality-missing");
		await person.go("/quality");
		await person.follow(/^Open an issue/);
		await look("quality-issue");
		await person.send("Open the issue");
		await look("quality-issue-error");
		await person.write("What is to be done?", "Ask the supplier for what it has");
		await person.write("Who is to do it?", "caseworker-EO-2");
		await person.write("By when?", "2022-05-31");
		await person.send("Open the issue");
		await person.reads("Ask the supplier for what it has", "31 May 2022");
		await look("quality-with-an-issue");
		await person.follow(/^Close/);
		await look("quality-close");
		await person.write("What came of it?", "The supplier sent what it had");
		await person.send("Close the issue");
		await person.reads("The supplier sent what it had");
	});
	await report.step("manager: jobs, one that waits is dropped", async () => {
		await person.follow("Jobs");
		await look("jobs");
		await person.reads("No worker is running");
		site.remit("job", "add", "quality", "em-review");
		await person.go("/jobs");
		await person.follow(/^Drop/);
		await look("job");
		await person.send("Drop it");
		await look("job-error");
		await person.write("Why?", "It was measured a moment ago");
		await person.send("Drop it");
		await person.reads("It was measured a moment ago");
		await look("jobs-dropped");
	});
	await person.page.context().close();
}

async function policyOwner({ report, newPerson, looking, pack }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("policy owner: rules, and a file of them", async () => {
		await person.signIn("policy_owner");
		await look("home-policy-owner");
		await person.follow("Rules");
		await look("rules");
		const [download] = await Promise.all([person.page.waitForEvent("download"),
			person.press(person.page.getByRole("link", { name: /^rules\.dmn/ }))]);
		if (readFileSync(await download.path(), "utf8") !== readFileSync(join(pack, "rules.dmn"), "utf8"))
			throw new Fault("the file is not the pack's");
		const cases = await person.fetch("/worklist");
		if (cases.status() !== 403) throw new Fault(`the worklist answers ${cases.status()}`);
	});
	await report.step("policy owner: what is said to be wrong with the rules, and what becomes of them", async () => {
		await person.go("/rules/flags");
		await look("flags-empty");
		await person.send("Send it");
		await look("flags-error");
		await person.write("What is wrong?", "The ceiling is not what the guidance says");
		await person.send("Send it");
		await person.reads("The ceiling is not what the guidance says");
		await look("flags");
		await person.go("/rules/uptake");
		await person.reads("All recommendations", "Never matched");
		await look("uptake");
		await person.follow("Supported measure");
		await person.reads("Supported measure, rule 1");
		await look("uptake-rules");
		await person.go("/rules/record");
		await person.send("Publish it as it is now");
		await person.reads("What has changed since it was published", "As it was published");
		await look("record-published");
		await person.go("/rules/whatif");
		await look("whatif-empty");
		await person.write("Which parameter?", "rules.B_Supported_measure_t.1.1");
		await person.write("Which values?", "-");
		await person.send("Try it");
		await look("whatif-tried");
	});
	await person.page.context().close();
}

async function auditor({ report, newPerson, looking, decided, taken }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("auditor: reads the decision and its trail, and is offered no step", async () => {
		await person.signIn("auditor");
		await look("home-auditor");
		await person.go(decided);
		await look("item-auditor");
		await isOfferedNothing(person);
		await person.follow("The form, to read and print");
		await person.reads("as the letter of 14 March says");
		await person.go(decided);
		await person.follow(/^The case/);
		await look("case-auditor");
		await person.follow(/audit trail/);
		await person.reads("caseworker-EO-1", "senior_caseworker-HEO-1");
		await person.go(await findItem(person, taken, { doubt: false }));
		await look("item-auditor-open");
		await isOfferedNothing(person);
	});
	await person.page.context().close();
}

async function withPassword({ report, newPerson, looking }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("an account with a password: wrong, right, its page, out", async () => {
		await person.go("/sign-in");
		await person.write("Account name", ACCOUNT.name);
		await person.write("Password", "wrong-wrong-wrong");
		await person.send(/^Sign in$/);
		await person.reads("There is a problem");
		await look("sign-in-error");
		await person.write("Account name", ACCOUNT.name);
		await person.write("Password", ACCOUNT.password);
		await person.send(/^Sign in$/);
		await person.isAt("/");
		await person.go("/account");
		await look("account");
		await person.write("New password", "short");
		await person.send("Change password");
		await person.reads("There is a problem");
		await look("account-error");
		await person.signOut();
	});
	await person.page.context().close();
}

export async function visitRoles(world) {
	await manager(world);
	await policyOwner(world);
	await auditor(world);
	await withPassword(world);
}
