"use strict";

/** Head of the page: description and key numbers. */
(() => {
  byId("description").textContent = report.description;
  const stand = (...standings) => trials.filter((t) => standings.includes(t.standing)).length.toLocaleString("en");
  const { effort, convergence } = report;
  const tiles = [
    ["Status", report.status, `after ${duration(report.provenance.wallSeconds)}`],
    ["Front", count(front.length, "design"), `of ${stand(FRONT, DOMINATED)} feasible`],
    ["Evaluations", trials.length.toLocaleString("en"), `${stand(FRONT, DOMINATED, INFEASIBLE)} scored, ${stand(REJECTED)} rejected, ${stand(FAILED)} failed`],
    ["Hypervolume", convergence.methods.length === 0 ? "–" : number(convergence.methods[0].first), convergence.methods.length < 2 ? "no baseline" : `${convergence.methods[1].name}: ${number(convergence.methods[1].quartiles[2])}`],
    ["Networks trained", effort.networksTrained.toLocaleString("en"), count(effort.trainingEpochs, "epoch")],
    ["Duplicates avoided", effort.duplicatesAvoided.toLocaleString("en"), `${number(effort.cpuSeconds)} CPU seconds`],
  ];
  byId("tiles").append(...tiles.map(([name, value, more]) => element("div", {}, element("dt", {}, name), element("dd", {}, value, element("small", {}, more)))));
})();

function duration(seconds) {
  const s = Math.round(seconds);
  return s < 60 ? `${number(seconds)} s` : s < 3600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.floor(s / 3600)} h ${Math.floor((s / 60) % 60)} min`;
}

/** The honest-comparison panel. */
(() => {
  const styles = { done: "done", "not applicable": "neutral", "NOT DONE": "missing" };
  const tally = Object.keys(styles).map((s) => `${report.checks.filter((c) => c.state === s).length} ${s}`);
  const row = (check) =>
    element("tr", {}, element("td", {}, check.title), element("td", {}, element("span", { class: `badge ${styles[check.state]}` }, check.state)), element("td", {}, check.text));
  const group = (topic) =>
    element("tbody", {}, element("tr", {}, element("th", { colspan: "3", scope: "rowgroup" }, topic)), report.checks.filter((check) => check.topic === topic).map(row));
  const head = element("thead", {}, element("tr", {}, ["Asked", "State", "Found"].map((name) => element("th", { scope: "col" }, name))));
  byId("checks").append(
    element("p", { class: "note" }, `What a fair comparison of searches shows: ${tally.join(", ")}.`),
    element("table", { class: "checks" }, head, [...new Set(report.checks.map((check) => check.topic))].map(group)),
  );
})();

/** Where the numbers come from and how to get them again. */
(() => {
  const { facts: known, command, config } = report.provenance;
  byId("origin").append(
    element("p", { class: "note" }, "To run this again:"),
    element("pre", { tabindex: "0" }, command),
    facts(known, "facts long"),
    element("details", {}, element("summary", {}, "Resolved config"), element("pre", { tabindex: "0" }, config)),
  );
})();
