"use strict";

/** The report, as PageData.java writes it. */
const report = JSON.parse(byId("data").textContent);

/** Standings of trials, by their place in report.trials.standings. */
const [FRONT, DOMINATED, INFEASIBLE, REJECTED, FAILED] = [0, 1, 2, 3, 4];

const trials = report.trials.id.map((id, index) => ({
  index,
  id,
  standing: Number(report.trials.standing[index]),
  label: textAt(report.trials.label, index),
  remark: textAt(report.trials.remark, index),
}));
const front = trials.filter((t) => t.standing === FRONT);
const sheets = new Map(report.sheets.map((sheet) => [sheet.trial, sheet]));

/** Metrics with an objective or a spec: the axes of the parallel coordinates. */
const decisive = report.metrics.map((_, m) => m).filter((m) => report.metrics[m].sense !== "" || report.metrics[m].specs.length > 0);

function textAt(column, index) {
  return column.texts[column.at[index]];
}

function standingName(trial) {
  return report.trials.standings[trial.standing];
}

/** The value of metric number m, or null. */
function valueOf(trial, m) {
  return report.trials.figures[m].value[trial.index];
}

function sigmaOf(trial, m) {
  return report.trials.figures[m].sigma[trial.index] ?? 0;
}

/** How the value was obtained, in a word; empty where there is none. */
function originOf(trial, m) {
  return report.origins[report.trials.figures[m].origin[trial.index]] ?? "";
}

function metricName(m) {
  const { name, unit } = report.metrics[m];
  return unit === "" ? name : `${name} (${unit})`;
}

function factsOf(trial) {
  return report.trials.facts.map((fact) => [fact.name, textAt(fact.column, trial.index)]).filter(([, text]) => text !== "");
}

function holds(spec, value) {
  return spec.relation === "<=" ? value <= spec.bound : value >= spec.bound;
}

/** Whether small values are better: by the objective, else by the first spec. */
function smallIsBetter(m) {
  const { sense, specs } = report.metrics[m];
  return sense === "" ? specs.length > 0 && specs[0].relation === "<=" : sense === "minimize";
}

/** What the visitor chose. Filter: metric number to [low, high]; all must hold. */
const state = {
  chosen: front[0] ?? trials.find((t) => t.standing !== FAILED),
  filter: new Map(),
};
const listeners = [];

/** Calls the listener with "chosen" or "filter" when that changes. */
function onChange(listener) {
  listeners.push(listener);
}

function choose(trial) {
  state.chosen = trial;
  listeners.forEach((listener) => listener("chosen"));
}

function setFilter(m, interval) {
  if (interval === undefined) {
    state.filter.delete(m);
  } else {
    state.filter.set(m, interval);
  }
  listeners.forEach((listener) => listener("filter"));
}

function clearFilter() {
  state.filter.clear();
  listeners.forEach((listener) => listener("filter"));
}

function passes(trial) {
  for (const [m, [low, high]] of state.filter) {
    const value = valueOf(trial, m);
    if (value === null || value < low || value > high) {
      return false;
    }
  }
  return true;
}
