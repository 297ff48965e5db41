// SPDX-License-Identifier: Apache-2.0
//! How long one evaluation takes in dsntk: contexts made beforehand, each decision asked for by name.
//! Arguments as evaluate.c has them: MODEL INPUTS DECISIONS named|load|print ROUNDS SECONDS
use dsntk_common::Jsonify;
use dsntk_evaluator::{evaluate_context, ModelEvaluator};
use dsntk_feel::{context::FeelContext, values::Value, FeelScope};
use dsntk_model::{DmnElement, NamedElement};
use std::time::Instant;

/// JSON as a FEEL context; a text like 2026-06-30 is the date.
fn as_feel(line: &str) -> String {
  let bytes = line.as_bytes();
  let mut out = String::new();
  let mut last = 0;
  for i in 0..bytes.len().saturating_sub(11) {
    if bytes[i] == b'"' && bytes[i + 11] == b'"' && bytes[i + 5] == b'-' && bytes[i + 8] == b'-' && bytes[i + 1].is_ascii_digit() {
      out.push_str(&line[last..i]);
      out.push('@');
      last = i;
    }
  }
  out + &line[last..]
}

fn look(value: &Value) -> usize {
  match value {
    Value::List(items) => items.iter().map(look).sum(),
    Value::Context(context) => context.iter().map(|(_, v)| look(v)).sum(),
    Value::Null(_) => 0,
    _ => 1,
  }
}

fn main() {
  let args: Vec<String> = std::env::args().collect();
  let xml = std::fs::read_to_string(&args[1]).expect("model");
  let text = std::fs::read_to_string(&args[2]).expect("inputs");
  let decisions: Vec<&str> = args[3].split(',').collect();
  let rounds: usize = args.get(5).map_or(5, |t| t.parse().unwrap());
  let seconds: f64 = args.get(6).map_or(1.0, |t| t.parse().unwrap());
  let load = || {
    let definitions = dsntk_model::parse(&xml).expect("definitions");
    let space: String = definitions.namespace().to_string();
    let name: String = definitions.name().to_string();
    (ModelEvaluator::new(&[definitions]).expect("evaluator"), space, name)
  };
  let (evaluator, space, name) = load();
  let scope = FeelScope::default();
  let inputs: Vec<FeelContext> = text.lines().map(|line| evaluate_context(&scope, &as_feel(line)).expect("context")).collect();
  if args[4] == "print" {
    for input in &inputs {
      let answers: Vec<String> =
        decisions.iter().map(|d| format!("\"{}\":{}", d, evaluator.evaluate_invocable(&space, &name, d, input).jsonify())).collect();
      println!("{{{}}}", answers.join(","));
    }
    return;
  }
  let mut found = vec![];
  let mut sum = 0;
  let mut next = 0;
  for round in 0..=rounds {
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed().as_secs_f64() < seconds {
      if args[4] == "load" {
        sum += load().1.len();
      } else {
        for d in &decisions {
          sum += look(&evaluator.evaluate_invocable(&space, &name, d, &inputs[next]));
        }
        next = (next + 1) % inputs.len();
      }
      count += 1;
    }
    if round > 0 {
      found.push(start.elapsed().as_secs_f64() * 1e9 / count as f64);
    }
  }
  found.sort_by(|a, b| a.total_cmp(b));
  println!("{{\"mode\": \"{}\", \"median\": {:.1}, \"least\": {:.1}, \"most\": {:.1}, \"sum\": {}}}", args[4], found[rounds / 2], found[0], found[rounds - 1], (sum != 0) as u8);
}
