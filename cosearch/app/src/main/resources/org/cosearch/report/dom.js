"use strict";

/**
 * A new element. Children that are text become text nodes and names never become attributes that load or run
 * anything, so that markup in a name is shown as it is written.
 */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat());
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

/** A description list; pairs of name and text or nodes. */
function facts(pairs, style = "facts") {
  return element("dl", { class: style }, pairs.map(([name, text]) => element("div", {}, element("dt", {}, name), element("dd", {}, ...[text].flat()))));
}

/**
 * A table.
 *
 * @param columns {name, unit, number}: a head with its unit under it
 * @param rows cells per row: text, or a td
 */
function table(columns, rows, footer = [], style = "") {
  const cell = (content, i) =>
    content instanceof HTMLTableCellElement ? content : element("td", { class: columns[i].number ? "number" : "" }, content);
  return element(
    "table",
    { class: style },
    element("thead", {}, element("tr", {}, columns.map((c) => element("th", { scope: "col", class: c.number ? "number" : "" }, c.name, element("small", {}, c.unit ?? ""))))),
    element("tbody", {}, rows.map((row) => element("tr", {}, row.map(cell)))),
    footer.length === 0 ? [] : element("tfoot", {}, element("tr", {}, footer.map(cell))),
  );
}

/** A part of the page that scrolls sideways, by keyboard as well. */
function scrollable(label, content) {
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, content);
}

const fiveDigits = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });

/** A number for people, five significant digits; a dash where there is none. */
function number(value) {
  if (value === null) {
    return "–";
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e12)) {
    return value.toExponential(3);
  }
  return size >= 1e5 ? Math.round(value).toLocaleString("en") : fiveDigits.format(value);
}

/** A count and its noun. */
function count(n, noun) {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
