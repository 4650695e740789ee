"use strict";

const ROWS_PER_PAGE = 25;

/** The one origin of all figures of a metric, to be said in the head of its column; empty if there are several. */
const commonOrigins = report.metrics.map((_, m) => {
  const found = new Set(report.trials.figures[m].origin.filter((origin) => origin >= 0));
  return found.size === 1 ? report.origins[[...found][0]] : "";
});

/** The value, its deviation, and its origin unless the head of the column says it, as a cell. */
function figureCell(trial, m) {
  const value = valueOf(trial, m);
  const sigma = sigmaOf(trial, m);
  const broken = value !== null && report.metrics[m].specs.some((spec) => !holds(spec, value));
  return element(
    "td",
    { class: broken ? "number broken" : "number", title: broken ? "breaks a spec" : false },
    number(value) + (sigma > 0 ? ` ± ${number(sigma)}` : ""),
    commonOrigins[m] === "" ? element("small", {}, originOf(trial, m)) : "",
  );
}

/** The sortable table of designs. */
(() => {
  const set = byId("table-set");
  const sort = { column: -2, ascending: true };
  let page = 0;
  const sets = {
    front: () => front,
    feasible: () => trials.filter((t) => t.standing <= DOMINATED),
    all: () => trials,
  };
  /** Column -2 is the trial, -1 the standing, from 0 on the metrics. */
  const key = (t) => (sort.column === -2 ? t.id : sort.column === -1 ? t.standing : valueOf(t, sort.column));

  function sorted() {
    const sign = sort.ascending ? 1 : -1;
    return sets[set.value]()
      .filter(passes)
      .sort((a, b) => {
        const [ka, kb] = [key(a), key(b)];
        return ka === kb ? a.id - b.id : ka === null ? 1 : kb === null ? -1 : sign * (ka - kb);
      });
  }

  function head(name, unit, column) {
    const active = sort.column === column;
    const button = element(
      "button",
      {
        type: "button",
        onclick: () => {
          sort.ascending = active ? !sort.ascending : column < 0 || report.metrics[column].sense !== "maximize";
          sort.column = column;
          page = 0;
          show();
          byId("table").querySelectorAll("th button")[column + 2].focus();
        },
      },
      `${name}${active ? (sort.ascending ? " ▲" : " ▼") : ""}`,
    );
    const direction = active ? (sort.ascending ? "ascending" : "descending") : "none";
    return element("th", { scope: "col", class: column >= 0 ? "number" : "", "aria-sort": direction }, button, element("small", {}, unit));
  }

  function row(t) {
    return element(
      "tr",
      { class: t === state.chosen ? "choice chosen" : "choice", onclick: () => choose(t) },
      element("td", {}, element("button", { type: "button", class: "link", "aria-label": `Choose trial ${t.id}`, "aria-pressed": String(t === state.chosen) }, `#${t.id}`)),
      element("td", {}, element("span", { class: `badge ${standingName(t)}` }, standingName(t))),
      report.metrics.map((_, m) => figureCell(t, m)),
      element("td", { class: "label" }, t.label, element("small", {}, t.remark)),
    );
  }

  function show() {
    const rows = sorted();
    const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
    page = Math.min(page, pages - 1);
    byId("page-number").textContent = `page ${page + 1} of ${pages}, ${count(rows.length, "design")}`;
    byId("previous-page").disabled = page === 0;
    byId("next-page").disabled = page === pages - 1;
    byId("table").replaceChildren(
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, head("Trial", "", -2), head("Standing", "", -1), report.metrics.map((metric, m) => head(metric.name, [metric.unit, metric.sense, commonOrigins[m]].filter((part) => part !== "").join(" · "), m)), element("th", { scope: "col" }, "Design"))),
        element("tbody", {}, rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE).map(row)),
      ),
    );
  }

  const turn = (by) => () => {
    page += by;
    show();
  };
  byId("previous-page").addEventListener("click", turn(-1));
  byId("next-page").addEventListener("click", turn(1));
  set.addEventListener("change", () => {
    page = 0;
    show();
  });
  onChange((what) => {
    const focused = document.activeElement?.getAttribute("aria-label");
    show();
    if (what === "chosen" && focused) {
      [...byId("table").querySelectorAll("button.link")].find((button) => button.getAttribute("aria-label") === focused)?.focus();
    }
  });
  show();
})();
