// SPDX-License-Identifier: Apache-2.0
// zen-engine on a table, as evaluate.c measures: MODEL.jdm.json INPUTS.jsonl DECISION named|load|print ROUNDS SECONDS
import fs from 'fs'
import { createRequire } from 'module'

const { ZenEngine } = createRequire(process.env.PEERS + '/node/')('@gorules/zen-engine')
const [model, inputs, decision, mode, rounds = 5, seconds = 1] = process.argv.slice(2)
const text = JSON.parse(fs.readFileSync(model))
const rows = fs.readFileSync(inputs, 'utf8').trim().split('\n').map(line => JSON.parse(line))
const engine = new ZenEngine()
let made = engine.createDecision(text)
const once = async i => mode === 'load' ? engine.createDecision(text) : (await made.evaluate(rows[i % rows.length])).result

if (mode === 'print') {
  for (const row of rows) console.log(JSON.stringify({ [decision]: (await made.evaluate(row)).result }))
  process.exit(0)
}
const found = []
for (let round = 0, i = 0; round <= rounds; round++) {
  const start = process.hrtime.bigint()
  let count = 0, took
  do {
    await once(i++)
    count++
    took = Number(process.hrtime.bigint() - start)
  } while (took < seconds * 1e9)
  if (round > 0) found.push(took / count)
}
found.sort((a, b) => a - b)
console.log(JSON.stringify({ mode, median: found[rounds >> 1], least: found[0], most: found[rounds - 1] }))
// What the engine says of itself, without the way into it and out.
if (mode === 'named') {
  const own = []
  for (let i = 0; i < 2000; i++) {
    const took = (await made.evaluate(rows[i % rows.length])).performance
    own.push(parseFloat(took) * (took.endsWith('ms') ? 1e6 : took.endsWith('µs') ? 1e3 : 1))
  }
  own.sort((a, b) => a - b)
  console.error('inside ' + own[1000])
}
process.exit(0)
