// SPDX-License-Identifier: Apache-2.0
// A site of a test's own: a database with an invented caseload (or an empty one), the demonstration's
// accounts and one with a password, and the pages served from it on a free port.
//
//	const site = await startSite({ program, pack, people: 40 });
//	await page.goto(`${site.address}/worklist`);
//	await site.stop();
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const AS_OF = "2022-03-31";
export const ACCOUNT = { name: "j.kaur", password: "brittle-otter-lantern" };

function serve(program, db) {
	const child = spawn(program, ["serve", "--db", db, "--port", "0", "--as-of", AS_OF],
		{ stdio: ["ignore", "pipe", "pipe"] });
	const complaints = [];
	child.stderr.on("data", (bytes) => complaints.push(String(bytes)));
	const address = new Promise((done, fail) => {
		let words = "";
		child.stdout.on("data", (bytes) => {
			words += bytes;
			const found = /http:\/\/\S+/.exec(words);
			if (found) done(found[0]);
		});
		child.on("exit", () => fail(new Error(`remit serve ended: ${complaints.join("")}`)));
	});
	return { child, address, complaints };
}

// The family names of the caseload: none may stand in a page's title.
function familyNames(folder) {
	const names = new Set();
	for (const file of readdirSync(folder, { recursive: true })) {
		if (!file.endsWith(".csv")) continue;
		const lines = readFileSync(join(folder, file), "utf8").split(/\r?\n/);
		const at = lines[0].split(",").findIndex((head) => /family|surname/i.test(head));
		for (const line of at < 0 ? [] : lines.slice(1))
			if (line.split(",")[at]) names.add(line.split(",")[at]);
	}
	return [...names];
}

export async function startSite({ program, pack, people = 40, version = true }) {
	const folder = mkdtempSync(join(tmpdir(), "remit-site-"));
	const db = join(folder, "remit.sqlite");
	const extracts = join(folder, "extracts");
	const run = (...words) => execFileSync(program, words, { encoding: "utf8", stdio: "pipe" });
	run("init", "--db", db, ...(version ? ["--pack", pack, "--demo"] : []));
	if (people !== 0) {
		run("synth", "--pack", pack, "--seed", "1", "--people", String(people), "--out", extracts);
		run("import", "--db", db, "--pack", pack, extracts);
		run("run", "--db", db, "em-review", "--as-of", AS_OF);
		const password = join(folder, "password");
		writeFileSync(password, `${ACCOUNT.password}\n`);
		const operator = /You, (.+), are/.exec(run("init", "--db", db))[1];
		run("user", "add", "--db", db, "--as", operator, ACCOUNT.name, "--role", "caseworker",
			"--grade", "EO");
		run("user", "password", "--db", db, ACCOUNT.name, "--password-file", password);
	}
	const server = serve(program, db);
	return {
		address: await server.address,
		names: people !== 0 ? familyNames(extracts) : [],
		complaints: server.complaints,
		// What an operator does beside the pages.
		remit: (...words) => run(...words.slice(0, 2), "--db", db, ...words.slice(2)),
		// A table is gone from under the running server.
		spoil(table) {
			const words = "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None)" +
				".execute('ALTER TABLE ' + sys.argv[2] + ' RENAME TO spoiled')";
			execFileSync("python3", ["-c", words, db, table]);
		},
		async stop() {
			const ended = new Promise((done) => server.child.on("exit", done));
			server.child.removeAllListeners("exit");
			server.child.on("exit", () => {});
			server.child.kill("SIGTERM");
			await Promise.race([ended, new Promise((done) => setTimeout(done, 3000))]);
			server.child.kill("SIGKILL");
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
