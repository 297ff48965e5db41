// SPDX-License-Identifier: Apache-2.0
// Pages that the ways do not come by: nothing found, nothing there, not allowed, too often, broken.
import { Person } from "./person.mjs";
import { Fault } from "./report.mjs";
import { startSite } from "./site.mjs";

async function statusOf(person, path, status) {
	const response = await person.go(path);
	if (response.status() !== status) throw new Fault(`${path} answers ${response.status()}, not ${status}`);
}

async function refusals({ report, newPerson, looking }) {
	const person = await newPerson();
	const look = looking(person);
	await report.step("pages that are refused, and pages that are none", async () => {
		await statusOf(person, "/worklist", 401);
		await look("sign-in-needed");
		await person.signIn("caseworker-EO-2");
		for (const [name, path, status] of [
			["accessibility", "/accessibility", 200],
			["cookies", "/cookies", 200],
			["find-error", "/cases?reference=EMC-9", 422],
			["worklist-none", "/worklist?state=decided&whose=mine", 200],
			["worklist-second-page", "/worklist?page=2", 200],
			["not-allowed", "/load", 403],
			["no-such-page", "/nowhere", 404],
			["no-such-item", "/items/999999", 404],
			["no-such-case", "/cases/999999", 404],
		]) {
			await statusOf(person, path, status);
			await look(name);
		}
		await person.go("/worklist?whose=unclaimed&page=2");
		const item = await person.page.locator('main table a[href^="/items/"]').first().getAttribute("href");
		await statusOf(person, `${item}/explanation`, 403);
		await look("sealed");
		await statusOf(person, `${item}/decision`, 403);
		await look("too-early");
	});
	await report.step("more pages than a person can read", async () => {
		const cookie = (await person.page.context().cookies()).map((it) => `${it.name}=${it.value}`);
		let enough = false;
		// It goes on while the page is asked for: on a busy machine that takes a while.
		const flood = async () => {
			while (!enough)
				await fetch(`${person.site.address}/cookies`, { headers: { cookie: cookie.join("; ") } });
		};
		const floods = Array.from({ length: 20 }, flood);
		let status = 200;
		for (let i = 0; i < 200 && status !== 429; i++)
			status = (await person.go("/")).status();
		enough = true;
		await Promise.all(floods);
		if (status !== 429) throw new Fault("no number of pages is too much");
		await look("too-often");
	});
	await person.page.context().close();
}

async function emptyDatabase({ report, browser, looking, program, pack }) {
	const site = await startSite({ program, pack, people: 0 });
	try {
		await report.step("a database without cases", async () => {
			const person = new Person(await browser.open(), site);
			const look = looking(person);
			await person.signIn("caseworker-EO-1");
			await look("home-empty");
			await person.go("/worklist");
			await look("worklist-empty");
			await person.page.context().clearCookies();
			await person.signIn("manager");
			await person.go("/load");
			await look("load-empty");
			site.spoil("claim");
			await statusOf(person, "/load", 500);
			await look("broken");
			await person.page.context().close();
		});
	} finally {
		await site.stop();
	}
}

async function emptySite({ report, browser, looking, program, pack }) {
	const site = await startSite({ program, pack, people: 0, version: false });
	try {
		await report.step("a database without a pack and without a demonstration", async () => {
			const person = new Person(await browser.open(), site);
			await person.go("/sign-in");
			await person.readsNot("demonstration");
			await looking(person)("sign-in-plain");
			await person.page.context().close();
		});
	} finally {
		await site.stop();
	}
}

export async function visitStates(world) {
	await refusals(world);
	await emptyDatabase(world);
	await emptySite(world);
}
