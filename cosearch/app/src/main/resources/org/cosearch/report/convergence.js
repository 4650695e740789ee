"use strict";

/** Hypervolume over evaluations or seconds: medians as lines, ranges over seeds as areas. */
(() => {
  const methods = report.convergence.methods;
  if (methods.length === 0) {
    byId("hypervolume").replaceWith(element("p", { class: "note" }, "No hypervolume was computed."));
    byId("hypervolume-axis").disabled = true;
    return;
  }
  const over = byId("hypervolume-axis");
  byId("hypervolume").after(element("p", { class: "note" }, `Of the feasible designs so far, over ${report.convergence.axes.map((a) => a.metric).join(", ")}, normalised as said below. Lines are medians, areas the range over seeds.`));
  const colourOf = (i) => colour(`series-${i % 6}`);

  /** The area between the lowest and the highest seed, with the corners of step curves. */
  function area(method, i) {
    const { at, low, high } = method[over.value];
    const upper = at.flatMap((x, k) => (k === 0 ? [[x, high[0]]] : [[x, high[k - 1]], [x, high[k]]]));
    const lower = at.flatMap((x, k) => (k === 0 ? [[x, low[0]]] : [[x, low[k - 1]], [x, low[k]]]));
    const corners = [...upper, ...lower.reverse()];
    return {
      id: `range-${i}`,
      type: "custom",
      silent: true,
      z: 1,
      data: [[0, 0]],
      tooltip: { show: false },
      renderItem: (params, api) => ({ type: "polygon", shape: { points: corners.map((corner) => api.coord(corner)) }, style: { fill: colourOf(i), opacity: 0.18 } }),
    };
  }

  function series(method, i) {
    const { at, median } = method[over.value];
    const line = { id: `median-${i}`, name: method.name, type: "line", step: "end", showSymbol: false, z: 2 + methods.length - i, lineStyle: { width: method.thisRun ? 2.5 : 1.8 }, itemStyle: { color: colourOf(i) }, data: at.map((x, k) => [x, median[k]]) };
    return method.seeds > 1 ? [area(method, i), line] : [line];
  }

  /** The last place of the band at or before x; -1 if there is none. */
  function placeAt(band, x) {
    return band.at.findLastIndex((place) => place <= x);
  }

  function tip(points) {
    const x = points[0].axisValue;
    const lines = methods.map((method) => {
      const band = method[over.value];
      const k = placeAt(band, x);
      const spread = k >= 0 && method.seeds > 1 ? ` (${number(band.low[k])} to ${number(band.high[k])})` : "";
      return element("div", {}, `${method.name}: ${k < 0 ? "–" : number(band.median[k])}${spread}`);
    });
    return element("div", { class: "tip" }, element("strong", {}, `after ${number(x)} ${over.value === "overSeconds" ? "s" : "evaluations"}`), lines);
  }

  function draw() {
    byId("hypervolume").setAttribute("aria-label", `Hypervolume of ${methods.map((m) => m.name).join(", ")}. The final values are in the table below.`);
    return {
      grid: { left: 60, right: 16, top: 44, bottom: 52 },
      legend: { type: "scroll", top: 0, left: 0, textStyle: { color: colour("text") }, pageTextStyle: { color: colour("muted") }, data: methods.map((m) => m.name) },
      tooltip: tooltip(tip, { trigger: "axis" }),
      xAxis: axis(over.value === "overSeconds" ? "wall time (s)" : "evaluations", { type: "value", min: 0, max: Math.max(...methods.map((m) => m[over.value].at.at(-1))), nameGap: 30, axisLabel: { color: colour("muted"), hideOverlap: true, showMaxLabel: false, formatter: (v) => number(v) }, splitLine: { show: false } }),
      yAxis: axis("hypervolume (no unit)", { type: "value", nameGap: 44 }),
      series: methods.flatMap(series),
    };
  }

  const { redraw } = chart(byId("hypervolume"), draw);
  over.addEventListener("change", redraw);
})();

/** The best feasible value of one objective over evaluations. */
(() => {
  const select = byId("best-metric");
  select.append(...report.best.map((best, i) => element("option", { value: String(i) }, metricName(i))));

  function draw() {
    const best = report.best[Number(select.value)];
    const points = best.at.map((x, k) => [x, best.values[k]]);
    if (points.length > 0) {
      points.push([trials.length, points.at(-1)[1]]);
    }
    byId("best").setAttribute("aria-label", `Best ${metricName(Number(select.value))} so far, over evaluations.`);
    return {
      grid: { left: 60, right: 16, top: 20, bottom: 52 },
      tooltip: tooltip((p) => element("div", { class: "tip" }, `${number(p[0].value[1])} after ${count(p[0].value[0], "evaluation")}`), { trigger: "axis" }),
      xAxis: axis("evaluations", { type: "value", min: 0, max: trials.length, nameGap: 30, splitLine: { show: false } }),
      yAxis: axis(metricName(Number(select.value)), { type: "value", scale: true, nameGap: 44 }),
      series: [{ type: "line", step: "end", showSymbol: points.length < 60, symbolSize: 5, lineStyle: { width: 2 }, itemStyle: { color: colour("series-0") }, data: points }],
    };
  }

  const { redraw } = chart(byId("best"), draw);
  select.addEventListener("change", redraw);
})();

/** Final hypervolumes per method, normalisation and reference point. */
(() => {
  const { methods, axes, normalization } = report.convergence;
  if (methods.length === 0) {
    return;
  }
  const own = methods[0].quartiles[2];
  const columns = [{ name: "Method" }, { name: "Seeds", number: true }, ...["Minimum", "Lower quartile", "Median", "Upper quartile", "Maximum"].map((name) => ({ name, number: true })), { name: "Median against this run's", unit: "%", number: true }];
  const relative = (m) => (m === methods[0] || own === 0 ? "–" : `${m.quartiles[2] < own ? "−" : "+"}${number(Math.abs((m.quartiles[2] / own - 1) * 100))}`);
  byId("methods").append(
    element("h3", {}, "Final hypervolume over seeds"),
    scrollable("Final hypervolume", table(columns, methods.map((m) => [m.name, String(m.seeds), ...m.quartiles.map(number), relative(m)]))),
    element("h3", {}, "Normalisation and reference point"),
    element("p", { class: "note" }, `${normalization} The hypervolume has no unit.`),
    scrollable(
      "Normalisation",
      table(
        [{ name: "Objective" }, { name: "Unit" }, { name: "Ideal", number: true }, { name: "Nadir", number: true }, { name: "Reference point", unit: "normalised", number: true }],
        axes.map((a) => [a.metric, a.unit, number(a.ideal), number(a.nadir), number(a.reference)]),
      ),
    ),
  );
})();
