// SPDX-License-Identifier: Apache-2.0
// TAP: one point for each name, with its faults.

// What a person finds wrong: said without a stack.
export class Fault extends Error {}

export function reporter() {
	let count = 0, bad = 0;
	const report = {
		tell(name, faults) {
			count++;
			if (faults.length !== 0) bad++;
			console.log(`${faults.length === 0 ? "ok" : "not ok"} ${count} - ${name}`);
			for (const fault of faults)
				for (const line of String(fault).split("\n")) console.log(`#  ${line}`);
		},
		// A step: what it throws is its fault. False when the rest of the way cannot be gone.
		async step(name, work) {
			try {
				report.tell(name, (await work()) ?? []);
				return true;
			} catch (error) {
				report.tell(name, [error instanceof Fault ? error.message : error.stack]);
				return false;
			}
		},
		end() {
			console.log(`1..${count}`);
			process.exitCode = bad === 0 ? 0 : 1;
		},
	};
	return report;
}
