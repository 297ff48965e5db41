// SPDX-License-Identifier: Apache-2.0
// feelin on a table of hit policy first: unary tests cell by cell up to the first that fails, since it reads no
// model. Arguments as zen.mjs.
import fs from 'fs'
import { createRequire } from 'module'
import { pathToFileURL } from 'url'

const path = createRequire(process.env.PEERS + '/node/').resolve('feelin')
const { unaryTest } = await import(pathToFileURL(path))
const [model, inputs, decision, mode, rounds = 5, seconds = 1] = process.argv.slice(2)
const { content } = JSON.parse(fs.readFileSync(model)).nodes.find(node => node.type === 'decisionTableNode')
const rules = content.rules.map(rule => ({
  cells: content.inputs.filter(input => rule[input.id]).map(input => [rule[input.id], input.field]),
  answer: Object.fromEntries(content.outputs.map(output => [output.field, JSON.parse(rule[output.id])])),
}))
const rows = fs.readFileSync(inputs, 'utf8').trim().split('\n').map(line => JSON.parse(line))
const evaluate = row => rules.find(rule => rule.cells.every(([cell, name]) => unaryTest(cell, { '?': row[name] }).value === true))?.answer ?? null

if (mode === 'print') {
  for (const row of rows) console.log(JSON.stringify({ [decision]: evaluate(row) }))
  process.exit(0)
}
const found = []
for (let round = 0, i = 0; round <= rounds; round++) {
  const start = process.hrtime.bigint()
  let count = 0, took
  do {
    evaluate(rows[i++ % rows.length])
    count++
    took = Number(process.hrtime.bigint() - start)
  } while (took < seconds * 1e9)
  if (round > 0) found.push(took / count)
}
found.sort((a, b) => a - b)
console.log(JSON.stringify({ mode, median: found[rounds >> 1], least: found[0], most: found[rounds - 1] }))
