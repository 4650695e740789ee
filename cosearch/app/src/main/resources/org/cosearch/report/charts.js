"use strict";

const CROSS = "path://M-1,-0.72L-0.72,-1L0,-0.28L0.72,-1L1,-0.72L0.28,0L1,0.72L0.72,1L0,0.28L-0.72,1L-1,0.72L-0.28,0Z";
const OTHER_LINES = 1000;
const darkScheme = matchMedia("(prefers-color-scheme: dark)");

/** The colour that the style sheet has under this name, in the scheme of now. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A chart in the element of this id, which follows its size and is drawn again when the colour scheme changes. */
function chart(container, draw) {
  const instance = echarts.init(container);
  new ResizeObserver(() => instance.resize()).observe(container);
  const redraw = () => {
    instance.setOption({ animation: false, backgroundColor: "transparent", textStyle: { color: colour("text"), fontFamily: "system-ui, sans-serif" }, ...draw() }, true);
  };
  darkScheme.addEventListener("change", redraw);
  redraw();
  return { instance, redraw };
}

/** What all axes look like. */
function axis(name, more) {
  return {
    name,
    nameLocation: "middle",
    nameTextStyle: { color: colour("text"), fontSize: 13 },
    axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (v) => number(v) },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour("muted") } },
    splitLine: { lineStyle: { color: colour("line") } },
    ...more,
  };
}

/** Powers of ten are labelled, not the ends of the axis that lie between. */
function logarithmic() {
  const isPower = (v) => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-9;
  return { type: "log", axisLabel: { color: colour("muted"), formatter: (v) => (isPower(v) ? number(v) : "") } };
}

/** A tooltip in the page's colours whose content is made of nodes, never of markup. */
function tooltip(content, more = {}) {
  return {
    confine: true,
    backgroundColor: colour("surface"),
    borderColor: colour("line"),
    textStyle: { color: colour("text") },
    formatter: content,
    ...more,
  };
}

function trialTip(trial) {
  const lines = report.metrics.map((_, m) => m).filter((m) => valueOf(trial, m) !== null).map((m) => element("div", {}, `${metricName(m)}: ${number(valueOf(trial, m))} ${originOf(trial, m)}`));
  return element("div", { class: "tip" }, element("strong", {}, `#${trial.id} ${trial.label}`), element("div", {}, standingName(trial) + (trial.remark === "" ? "" : `: ${trial.remark}`)), lines);
}

/** The ends and ticks of an axis that holds all values: round numbers, or half decades on a logarithmic axis. */
function roundRange(values, log) {
  let [low, high] = minMax(values);
  if (log) {
    return { min: 10 ** (Math.floor(Math.log10(low) * 2 + 1e-9) / 2), max: 10 ** (Math.ceil(Math.log10(high) * 2 - 1e-9) / 2) };
  }
  if (low === high) {
    low -= Math.abs(low) / 10 || 1;
    high += Math.abs(high) / 10 || 1;
  }
  const raw = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const interval = power * [1, 2, 5, 10].find((s) => s * power >= raw * 0.999);
  const round = (v) => Number((v * interval).toPrecision(12));
  return { min: round(Math.floor(low / interval + 1e-9)), max: round(Math.ceil(high / interval - 1e-9)), interval };
}

function minMax(values) {
  return values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}

/** The values that the chosen range shows; those around the front reach half its width beyond it, and to near specs. */
function rangeOf(m, shown, aroundFront, log) {
  const all = shown.map((t) => valueOf(t, m));
  const ofFront = front.map((t) => valueOf(t, m)).filter((v) => v !== null);
  if (!aroundFront || ofFront.length === 0) {
    return roundRange(all.length === 0 ? [1, 2] : all, log);
  }
  const [low, high] = minMax(ofFront);
  const [least, most] = minMax(all);
  const margin = (high - low || Math.abs(high)) / 2;
  return roundRange([Math.max(least, low - margin), Math.min(most, high + margin), low, high].filter((v) => !log || v > 0), log);
}

/** Lines at the specs of a metric and the side that they exclude, for the axis with this key (xAxis or yAxis). */
function specMarks(key, m, { min: low, max: high }) {
  const inside = report.metrics[m].specs.filter((spec) => low < spec.bound && spec.bound < high);
  return {
    lines: inside.map((spec) => ({ [key]: spec.bound, label: { formatter: `${spec.relation === "<=" ? "≤" : "≥"} ${number(spec.bound)}` } })),
    areas: inside.map((spec) => [{ [key]: spec.relation === "<=" ? spec.bound : low }, { [key]: spec.relation === "<=" ? high : spec.bound }]),
  };
}

/** The Pareto scatter. */
(() => {
  const [x, y, range, xLog, yLog] = ["x-metric", "y-metric", "range", "x-log", "y-log"].map(byId);
  const objectives = report.metrics.filter((metric) => metric.sense !== "").length;
  for (const select of [x, y]) {
    select.append(...report.metrics.map((_, m) => element("option", { value: String(m) }, metricName(m))));
  }
  x.value = String(objectives > 1 ? 1 : Math.min(1, report.metrics.length - 1));
  y.value = "0";

  function draw() {
    const [mx, my] = [Number(x.value), Number(y.value)];
    const plotted = trials.filter((t) => valueOf(t, mx) !== null && valueOf(t, my) !== null);
    const shown = plotted.filter(passes);
    const positive = (m) => plotted.every((t) => valueOf(t, m) > 0);
    const [logX, logY] = [xLog.checked && positive(mx), yLog.checked && positive(my)];
    const aroundFront = range.value === "front";
    const [rx, ry] = [rangeOf(mx, plotted, aroundFront, logX), rangeOf(my, plotted, aroundFront, logY)];
    const within = (value, { min, max }) => min <= value && value <= max;
    const visible = shown.filter((t) => within(valueOf(t, mx), rx) && within(valueOf(t, my), ry));
    const points = (...standings) => visible.filter((t) => standings.includes(t.standing)).map((t) => [valueOf(t, mx), valueOf(t, my), t.index]);
    const [sx, sy] = [specMarks("xAxis", mx, rx), specMarks("yAxis", my, ry)];
    const chosen = state.chosen !== undefined && visible.includes(state.chosen) ? [[valueOf(state.chosen, mx), valueOf(state.chosen, my), state.chosen.index]] : [];
    byId("scatter-note").textContent =
      `${count(visible.length, "trial")} shown of ${plotted.length.toLocaleString("en")} that have both figures` +
      (visible.length < shown.length ? `; ${(shown.length - visible.length).toLocaleString("en")} outside the range` : "") +
      (shown.length < plotted.length ? `; ${(plotted.length - shown.length).toLocaleString("en")} hidden by the filter` : "") +
      ". Shaded: excluded by a spec. Click a mark to choose a design.";
    byId("scatter").setAttribute("aria-label", `${metricName(mx)} against ${metricName(my)}, ${count(front.length, "design")} on the front. The same numbers are in the table of designs.`);
    return {
      grid: { left: 64, right: 24, top: 40, bottom: 56 },
      legend: { top: 0, left: 0, textStyle: { color: colour("text") }, inactiveColor: colour("line"), data: ["front", "dominated", "infeasible"] },
      tooltip: tooltip((p) => trialTip(trials[p.value[2]])),
      xAxis: axis(metricName(mx), { ...(logX ? logarithmic() : { type: "value" }), ...rx, nameGap: 32 }),
      yAxis: axis(metricName(my), { ...(logY ? logarithmic() : { type: "value" }), ...ry, nameGap: 48 }),
      series: [
        { id: "infeasible", name: "infeasible", type: "scatter", symbol: CROSS, symbolSize: 7, itemStyle: { color: colour("infeasible"), opacity: 0.7 }, data: points(INFEASIBLE, REJECTED) },
        { id: "dominated", name: "dominated", type: "scatter", symbol: "circle", symbolSize: 7, itemStyle: { color: colour("dominated"), opacity: 0.45 }, data: points(DOMINATED) },
        {
          id: "front",
          name: "front",
          type: "scatter",
          symbol: "diamond",
          symbolSize: front.length > 100 ? 10 : 14,
          z: 3,
          itemStyle: { color: colour("front"), borderColor: colour("surface"), borderWidth: 1 },
          data: points(FRONT),
          markLine: { silent: true, symbol: "none", lineStyle: { color: colour("broken"), type: "dashed" }, label: { color: colour("broken") }, data: [...sx.lines, ...sy.lines] },
          markArea: { silent: true, itemStyle: { color: colour("broken"), opacity: 0.08 }, data: [...sx.areas, ...sy.areas] },
        },
        { id: "chosen", type: "scatter", symbol: "circle", symbolSize: 22, z: 4, silent: true, itemStyle: { color: "transparent", borderColor: colour("text"), borderWidth: 2 }, data: chosen },
      ],
    };
  }

  const { instance, redraw } = chart(byId("scatter"), draw);
  instance.on("click", { componentType: "series" }, (p) => choose(trials[p.value[2]]));
  [x, y, range, xLog, yLog].forEach((control) => control.addEventListener("change", redraw));
  onChange(redraw);
})();

/** The parallel coordinates, with a filter by brushing or by numbers. */
(() => {
  if (decisive.length < 2) {
    byId("parallel-chart").replaceWith(element("p", { class: "note" }, "There is one objective and no spec on anything else: nothing to set side by side."));
    return;
  }
  const others = byId("others");
  const complete = trials.filter((t) => decisive.every((m) => valueOf(t, m) !== null));
  const crowd = complete.filter((t) => t.standing !== FRONT);
  const drawnCrowd = crowd.length <= OTHER_LINES ? crowd : Array.from({ length: OTHER_LINES }, (_, i) => crowd[Math.floor((i * crowd.length) / OTHER_LINES)]);
  const line = (t) => [...decisive.map((m) => valueOf(t, m)), t.index];
  byId("parallel-note").textContent =
    "Better is up on every axis. Drag along an axis to filter; the scatter and the table follow. " +
    (crowd.length > OTHER_LINES ? `Of the ${crowd.length.toLocaleString("en")} designs that are not on the front, ${OTHER_LINES.toLocaleString("en")} can be drawn, evenly spread over the run.` : "");
  byId("parallel-chart").setAttribute("aria-label", `Parallel coordinates of ${count(front.length, "design")} on the front. The filter by numbers below does what brushing does.`);

  function rangeOn(m) {
    const values = (others.checked ? complete : front).map((t) => valueOf(t, m));
    return roundRange(values.length === 0 ? [0, 1] : values, false);
  }

  function draw() {
    const series = (id, z, list, style) => ({ id, z, type: "parallel", progressive: 0, inactiveOpacity: 0.04, activeOpacity: style.opacity, lineStyle: style, data: list.map((t) => ({ value: line(t) })) });
    return {
      parallel: { left: 72, right: 84, top: 44, bottom: 24, parallelAxisDefault: { areaSelectStyle: { width: 22, color: colour("accent"), borderColor: colour("accent"), opacity: 0.25 } } },
      parallelAxis: decisive.map((m, dim) => {
        return { ...axis(metricName(m), rangeOn(m)), id: `axis-${m}`, dim, inverse: smallIsBetter(m), nameLocation: smallIsBetter(m) ? "start" : "end", nameGap: 16, nameTextStyle: { color: colour("text"), fontSize: 12 }, axisLabel: { color: colour("text"), textBorderColor: colour("surface"), textBorderWidth: 3, formatter: (v) => number(v) }, z: 10 };
      }),
      series: [
        ...(others.checked ? [series("others", 2, drawnCrowd, { color: colour("dominated"), width: 1, opacity: Math.min(0.4, Math.max(0.1, 60 / drawnCrowd.length)) })] : []),
        series("front", 3, front, { color: colour("front"), width: 1.6, opacity: Math.min(0.8, Math.max(0.2, 40 / front.length)) }),
        series("chosen", 4, state.chosen !== undefined && complete.includes(state.chosen) ? [state.chosen] : [], { color: colour("text"), width: 3, opacity: 1 }),
      ],
    };
  }

  const { instance, redraw } = chart(byId("parallel-chart"), draw);
  let brushing = false;

  function showFilter() {
    for (const m of decisive) {
      const { min, max } = rangeOn(m);
      const intervals = state.filter.has(m) ? [state.filter.get(m).map((v) => Math.min(max, Math.max(min, v)))] : [];
      instance.dispatchAction({ type: "axisAreaSelect", parallelAxisId: `axis-${m}`, intervals, fromFilter: true });
    }
  }

  instance.on("axisareaselected", (p) => {
    if (p.fromFilter !== true && typeof p.parallelAxisId === "string") {
      brushing = true;
      setFilter(Number(p.parallelAxisId.slice("axis-".length)), p.intervals.length === 0 ? undefined : minMax(p.intervals.flat()));
      brushing = false;
    }
  });

  others.addEventListener("change", () => {
    redraw();
    showFilter();
  });
  darkScheme.addEventListener("change", showFilter);
  onChange((what) => {
    if (what === "chosen") {
      redraw();
    }
    if (!brushing) {
      showFilter();
    }
  });
})();

/** The filter as numbers, for keyboards and phones. */
(() => {
  const inputs = new Map();
  const bound = (m, side) => {
    const input = element("input", { type: "number", step: "any", "aria-label": `${side} ${metricName(m)}` });
    input.addEventListener("change", () => {
      const [low, high] = inputs.get(m).map((i) => i.valueAsNumber);
      setFilter(m, Number.isNaN(low) && Number.isNaN(high) ? undefined : [Number.isNaN(low) ? -Infinity : low, Number.isNaN(high) ? Infinity : high]);
    });
    return input;
  };
  for (const m of decisive) {
    const pair = [bound(m, "least"), bound(m, "greatest")];
    inputs.set(m, pair);
    byId("bounds").append(element("fieldset", {}, element("legend", {}, metricName(m)), pair[0], " to ", pair[1]));
  }
  byId("clear-filter").addEventListener("click", clearFilter);
  const show = () => {
    for (const [m, pair] of inputs) {
      const interval = state.filter.get(m) ?? [-Infinity, Infinity];
      pair.forEach((input, i) => (input.value = Number.isFinite(interval[i]) ? String(Number(interval[i].toPrecision(6))) : ""));
    }
    byId("clear-filter").disabled = state.filter.size === 0;
    byId("filtered").textContent = state.filter.size === 0 ? "" : `${front.filter(passes).length} of ${count(front.length, "design")} on the front pass`;
  };
  onChange((what) => what === "filter" && show());
  show();
})();
