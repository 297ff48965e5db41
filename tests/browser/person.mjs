// SPDX-License-Identifier: Apache-2.0
// A person at the pages: finds things by the words that stand on them, and uses the mouse, or the
// keyboard alone (Tab, arrows, Space, Enter).
import { Fault } from "./report.mjs";

const TABS_MOST = 300;

export class Person {
	constructor(page, site, { keys = false } = {}) {
		this.page = page;
		this.site = site;
		this.keys = keys;
	}

	async go(path) {
		return this.page.goto(this.site.address + path);
	}

	// Reads a page without leaving the one in sight, as the same person.
	async fetch(path) {
		return this.page.request.get(this.site.address + path);
	}

	path() {
		const url = new URL(this.page.url());
		return url.pathname + url.search;
	}

	async text() {
		return (await this.page.locator("main").innerText()).replaceAll(/\s+/g, " ");
	}

	async reads(...words) {
		const text = await this.text();
		for (const word of words)
			if (!(word instanceof RegExp ? word.test(text) : text.includes(word)))
				throw new Fault(`${this.path()} does not say ${word}`);
	}

	async readsNot(...words) {
		const text = await this.text();
		for (const word of words)
			if (word instanceof RegExp ? word.test(text) : text.includes(word))
				throw new Fault(`${this.path()} says ${word}`);
	}

	async isAt(path) {
		const here = this.path();
		if (path instanceof RegExp ? !path.test(here) : here !== path)
			throw new Fault(`this is ${here}, not ${path}`);
	}

	// Tab until the thing has the focus.
	async reach(locator) {
		for (let i = 0; i < TABS_MOST; i++) {
			if (await locator.evaluate((e) => e === document.activeElement)) return;
			await this.page.keyboard.press("Tab");
		}
		throw new Fault(`the Tab key does not come to ${locator}`);
	}

	async press(locator, key = "Enter") {
		if (!this.keys) return locator.click();
		await this.reach(locator);
		return this.page.keyboard.press(key);
	}

	// A link or button that leads to another page.
	async follow(name, role = "link") {
		const locator = this.page.getByRole(role, { name }).first();
		const menu = this.page.getByRole("button", { name: "Menu", exact: true });
		if ((await locator.count()) === 0 && (await menu.count()) !== 0) await this.press(menu);
		if ((await locator.count()) === 0) throw new Fault(`${this.path()} has no ${role} ${name}`);
		await Promise.all([this.page.waitForEvent("load"), this.press(locator)]);
	}

	async send(name) {
		return this.follow(name, "button");
	}

	async check(locator) {
		if (!this.keys) return locator.check();
		if ((await locator.getAttribute("type")) === "radio") {
			const group = await locator.getAttribute("name");
			await this.reach(this.page.locator(`[name="${group}"]:is(:checked, :focus)`)
				.or(this.page.locator(`[name="${group}"]`).first()).first());
			for (let i = 0; i < 40; i++) {
				if (await locator.evaluate((e) => e === document.activeElement)) break;
				await this.page.keyboard.press("ArrowDown");
			}
		} else {
			await this.reach(locator);
		}
		if (!(await locator.isChecked())) await this.page.keyboard.press("Space");
	}

	async choose(name) {
		return this.check(this.page.getByLabel(name, { exact: true }).first());
	}

	async write(locator, words) {
		const isName = typeof locator === "string" || locator instanceof RegExp;
		const field = isName ? this.page.getByLabel(locator, { exact: true }) : locator;
		if (!this.keys) return field.fill(words);
		await this.reach(field);
		await this.page.keyboard.press("Control+A");
		return this.page.keyboard.insertText(words);
	}

	async select(label, words) {
		const field = this.page.getByLabel(label, { exact: true });
		if (!this.keys) return field.selectOption({ label: words });
		await this.reach(field);
		for (let i = 0; i < 40; i++) {
			if ((await field.evaluate((e) => e.selectedOptions[0].text.trim())) === words) return;
			await this.page.keyboard.press("ArrowDown");
		}
		throw new Fault(`${label} has no ${words}`);
	}

	async signIn(name) {
		await this.go("/sign-in");
		await this.send(`Sign in as ${name}`);
		await this.isAt("/");
	}

	async signOut() {
		await this.send("Sign out");
		await this.isAt("/sign-in");
	}
}
