"use strict";

const LAYER_COLUMNS = [
  { name: "Layer" },
  { name: "Kind" },
  { name: "Input", unit: "shape" },
  { name: "Output", unit: "shape" },
  { name: "Parameters", unit: "counted", number: true },
  { name: "MACs", unit: "counted", number: true },
  { name: "Cycles", unit: "cycles", number: true },
  { name: "Latency", unit: "ms", number: true },
  { name: "Energy", unit: "mJ", number: true },
  { name: "Utilization", unit: "%", number: true },
  { name: "Bound by" },
  { name: "Runs on" },
  { name: "Cost obtained" },
];
const [PARAMETERS, MACS, CYCLES, LATENCY, ENERGY, UTILIZATION] = [4, 5, 6, 7, 8, 9];
const LEVEL_COLUMNS = [
  { name: "Level" },
  { name: "Holds" },
  { name: "Instances", number: true },
  { name: "Capacity", unit: "bytes each", number: true },
  { name: "Bandwidth", unit: "bytes/cycle each", number: true },
  { name: "Area", unit: "mm² in all", number: true },
  { name: "Word", unit: "bits", number: true },
  { name: "Read", unit: "pJ/word", number: true },
  { name: "Write", unit: "pJ/word", number: true },
];

/** Figures of a design against the specs. */
function figuresOf(trial) {
  const present = report.metrics.map((_, m) => m).filter((m) => valueOf(trial, m) !== null);
  return facts(
    present.map((m) => {
      const { name, unit, specs } = report.metrics[m];
      const value = valueOf(trial, m);
      const sigma = sigmaOf(trial, m);
      const verdicts = specs.map((spec) =>
        element("small", { class: holds(spec, value) ? "holds" : "broken" }, `${spec.relation === "<=" ? "≤" : "≥"} ${number(spec.bound)} ${unit} ${holds(spec, value) ? "holds" : "BROKEN"}`),
      );
      return [name, [`${number(value)}${sigma > 0 ? ` ± ${number(sigma)}` : ""} ${unit}`, element("small", {}, originOf(trial, m)), ...verdicts]];
    }),
    "facts figures",
  );
}

/** The panel beside the scatter. */
(() => {
  function step(by) {
    const list = front.some(passes) ? front.filter(passes) : front;
    const at = list.indexOf(state.chosen);
    choose(list[at < 0 ? 0 : (at + by + list.length) % list.length]);
  }

  function show() {
    const trial = state.chosen;
    const panel = byId("chosen");
    if (trial === undefined) {
      panel.replaceChildren(element("p", { class: "note" }, "No design has figures yet."));
      return;
    }
    const focused = panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(
      element(
        "div",
        { class: "steps" },
        element("button", { type: "button", id: "previous-design", disabled: front.length === 0, onclick: () => step(-1) }, "◀ Previous"),
        element("button", { type: "button", id: "next-design", disabled: front.length === 0, onclick: () => step(1) }, "Next ▶"),
      ),
      element("h3", {}, `#${trial.id} ${trial.label}`),
      element("span", { class: `badge ${standingName(trial)}` }, standingName(trial)),
      trial.remark === "" ? "" : ` ${trial.remark}`,
      figuresOf(trial),
      element("p", {}, element("a", { href: "#design" }, "Layers, accelerator and training")),
    );
    if (focused !== "") {
      byId(focused).focus();
    }
  }
  onChange((what) => what === "chosen" && show());
  show();
})();

/** Everything known of the chosen design. */
(() => {
  let charts = [];

  function networkPart(network) {
    const total = (column) => network.layers.reduce((sum, layer) => sum + (layer[column] ?? 0), 0);
    const [latency, energy] = [total(LATENCY), total(ENERGY)];
    const share = (value, whole) => {
      const bar = element("i");
      bar.style.width = `${whole > 0 ? (100 * value) / whole : 0}%`;
      return element("td", { class: "number share", title: `${number(whole > 0 ? (100 * value) / whole : 0)} % of all layers` }, number(value), bar);
    };
    const rows = network.layers.map((layer) =>
      layer.map((cell, i) => (i === LATENCY ? share(cell, latency) : i === ENERGY ? share(cell, energy) : i === UTILIZATION ? number(cell === null ? null : cell * 100) : typeof cell === "string" ? cell : number(cell))),
    );
    const footer = LAYER_COLUMNS.map((_, i) => (i === 0 ? "Sum" : [PARAMETERS, MACS, CYCLES, LATENCY, ENERGY].includes(i) ? number(total(i)) : ""));
    return [
      element("h3", {}, `Network ${network.name}`),
      facts(network.totals.map(([name, unit, value, origin, sigma]) => [name, `${number(value)} ${unit}${sigma > 0 ? ` ± ${number(sigma)}` : ""} · ${origin}`])),
      scrollable(`Layers of ${network.name}`, table(LAYER_COLUMNS, rows, footer, "dense")),
    ];
  }

  function acceleratorPart(accelerator) {
    const rows = accelerator.levels.map((level) => level.map((cell, i) => (typeof cell === "string" ? cell : cell === null ? (i === 5 ? "off chip" : "unlimited") : number(cell))));
    return [
      element("h3", {}, `Accelerator ${accelerator.name}`),
      facts([...accelerator.facts, ["area", `${number(accelerator.areaSquareMillimeters)} mm²`]]),
      scrollable(`Storage levels of ${accelerator.name}`, table(LEVEL_COLUMNS, rows)),
    ];
  }

  /** The Gantt chart: a row for each sub-accelerator, a bar for each layer in the colour of its network. */
  function schedulePart({ schedule, networks, accelerators }) {
    if (schedule.length === 0) {
      return [];
    }
    const container = element("div", { class: "chart small wide", role: "img", "aria-label": "What runs when on which sub-accelerator" });
    const bar = (params, api) => {
      const [start, end] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
      const height = Math.min(34, api.size([0, 1])[1] * 0.7);
      return { type: "rect", shape: { x: start[0], y: start[1] - height / 2, width: Math.max(1, end[0] - start[0]), height }, style: api.style() };
    };
    charts.push([
      container,
      () => ({
        grid: { left: 120, right: 20, top: 36, bottom: 44 },
        legend: { top: 0, left: 0, textStyle: { color: colour("text") } },
        tooltip: tooltip(({ data, seriesName }) => element("div", { class: "tip" }, element("strong", {}, data.name), element("div", {}, `${seriesName}, ${number(data.value[1])} to ${number(data.value[2])} ms`))),
        xAxis: axis("time (ms)", { type: "value", min: 0, nameGap: 26 }),
        yAxis: { type: "category", inverse: true, data: accelerators.map((accelerator) => accelerator.name), axisLabel: { color: colour("text") }, axisLine: { lineStyle: { color: colour("muted") } } },
        series: networks.map((network, n) => ({
          name: network.name,
          type: "custom",
          renderItem: bar,
          itemStyle: { color: colour(`series-${n % 6}`), borderColor: colour("surface"), borderWidth: 1 },
          encode: { x: [1, 2], y: 0 },
          data: schedule.filter(([, of]) => of === n).map(([row, , start, end, layer]) => ({ name: layer, value: [row, start, end] })),
        })),
      }),
    ]);
    return [element("h3", {}, "Schedule"), container];
  }

  function trainingPart(training) {
    const container = element("div", { class: "chart small", role: "img", "aria-label": `Accuracy of ${training.network} over epochs` });
    const accuracy = training.curve.map(([epoch, , percent]) => [epoch, percent]);
    const loss = training.curve.map(([epoch, value]) => [epoch, value]);
    charts.push([
      container,
      () => ({
        grid: { left: 56, right: 56, top: 36, bottom: 44 },
        legend: { top: 0, left: 0, textStyle: { color: colour("text") } },
        tooltip: tooltip((ps) => element("div", { class: "tip" }, ps.map((p) => element("div", {}, `${p.seriesName} after ${count(p.value[0], "epoch")}: ${number(p.value[1])}`))), { trigger: "axis" }),
        xAxis: axis("epochs", { type: "value", min: 0, minInterval: 1, nameGap: 26, splitLine: { show: false } }),
        yAxis: [axis("accuracy (%)", { type: "value", scale: true, nameGap: 40 }), axis("loss", { type: "value", nameGap: 40, splitLine: { show: false } })],
        series: [
          { name: "held-out accuracy (%)", type: "line", itemStyle: { color: colour("series-0") }, data: accuracy },
          { name: "loss", type: "line", yAxisIndex: 1, itemStyle: { color: colour("series-1") }, data: loss },
        ],
      }),
    ]);
    return [
      element("h3", {}, `Training of ${training.network}`),
      facts([
        ["data set", training.dataSet],
        ["epochs", number(training.epochs)],
        ["images seen", number(training.images)],
        ["wall time", `${number(training.seconds)} s`],
      ]),
      training.curve.length === 0 ? [] : container,
    ];
  }

  function show() {
    const trial = state.chosen;
    if (trial === undefined) {
      return;
    }
    charts.forEach((drawn) => drawn.dispose?.());
    charts = [];
    const sheet = sheets.get(trial.id);
    const decisions = factsOf(trial);
    byId("design-title").textContent = `Chosen design: #${trial.id}`;
    byId("sheet").replaceChildren(
      element("p", {}, trial.label, " ", element("span", { class: `badge ${standingName(trial)}` }, standingName(trial)), trial.remark === "" ? "" : ` ${trial.remark}`),
      element("h3", {}, "Figures"),
      figuresOf(trial),
      element("h3", {}, "Decisions"),
      decisions.length === 0 ? element("p", { class: "note" }, "None were given.") : facts(decisions),
      ...(sheet === undefined
        ? [element("p", { class: "note" }, "Layers, accelerator and training are kept for the designs on the front.")]
        : [...schedulePart(sheet), ...sheet.networks.flatMap(networkPart), ...sheet.accelerators.flatMap(acceleratorPart), ...sheet.trainings.flatMap(trainingPart)].flat()),
    );
    charts = charts.map(([container, draw]) => (container.isConnected ? chart(container, draw).instance : {}));
  }
  onChange((what) => what === "chosen" && show());
  show();
})();
