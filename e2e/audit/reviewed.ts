// What the engines of the audit point at although it is all right, each with the reason. Anything else stops the audit.
import { type Finding } from "./engines";

export interface Reviewed {
  engine: Finding["engine"];
  kind: Finding["kind"];
  /** How the name of the rule begins. */
  rule: string;
  /** Which elements it is true of; all of them where nothing is said. */
  where?: RegExp;
  reason: string;
}

const CONTRAST = "contrast.ts measures it, in this audit and on every change: 7 : 1 or more, 4.5 : 1 where letters are large";

export const REVIEWED: Reviewed[] = [
  {
    engine: "HTML_CodeSniffer", kind: "violation", rule: "2_4_1.G1,G123,G124.NoSuchID", where: /href="#\//,
    reason: "#/… is an address of the app, which opens a page of its own; the engine takes it for a place on this one",
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_1_1.H67.2", where: /icon\.svg/,
    reason: "the mark beside the product's name says nothing that the name does not",
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_3_1.H39.3.NoCaption",
    reason: "each table stands in a part of the page that its heading names",
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_3_1.H85.2",
    reason: "each list of choices is one series without groups",
  },
  ...(["question", "violation"] as const).map((kind): Reviewed => ({
    engine: "HTML_CodeSniffer", kind, rule: `1_3_1_${kind === "question" ? "A" : "AAA"}.G141`, where: /class="cause"/,
    reason: "the panel's own h2, which says what is explained, comes right before: frozen.spec.ts; axe finds the order right",
  })),
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_4_10.C32", where: /^<dialog/,
    reason: "the panel fits into 320 px without scrolling sideways: reflow.spec.ts",
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_4_3.G18.Abs", reason: CONTRAST,
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_4_3.G145.Abs", reason: CONTRAST,
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_4_6.G17.Abs", reason: CONTRAST,
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "1_4_6.G18.Abs", reason: CONTRAST,
  },
  {
    engine: "HTML_CodeSniffer", kind: "question", rule: "4_1_2.H91.Select.Value",
    reason: "the engine looks for the attribute `selected`; the page sets the option's state, which is what is read out",
  },
  {
    engine: "IBM", kind: "advice", rule: "aria_child_valid/Fail_no_child", where: /^<(tbody|ol|ul)/,
    reason: "nothing has happened yet: the list is there, and empty",
  },
  {
    engine: "IBM", kind: "advice", rule: "element_tabbable_role_valid/fail_invalid_role", where: /class="scroll"/,
    reason: "a part that scrolls sideways takes the focus so that keys can scroll it; axe asks for that",
  },
  {
    engine: "IBM", kind: "advice", rule: "fieldset_legend_valid/Fail_1",
    reason: "the legend is there for who listens; for who looks the row's place says it",
  },
  {
    engine: "IBM", kind: "advice", rule: "figure_label_exists/Fail_1", where: /lab-world/,
    reason: "the figure's caption stands in one box with its counts; the map in it has a description of its own",
  },
  {
    engine: "IBM", kind: "advice", rule: "input_fields_grouped/Potential_1",
    reason: "each is a choice of its own, of different things; what belongs together stands in one form",
  },
  {
    engine: "IBM", kind: "advice", rule: "list_structure_proper/Potential_1", where: /^<dl/,
    reason: "HTML lets each pair of a description list stand in a div",
  },
  {
    engine: "IBM", kind: "advice", rule: "select_options_grouped/Potential_1",
    reason: "the choices are one series without groups",
  },
  {
    engine: "IBM", kind: "advice", rule: "style_highcontrast_visible/Manual_1",
    reason: "modes.css has the colors of forced-colors mode; what is told by a color is told by a form and a word, too",
  },
  {
    engine: "IBM", kind: "question", rule: "style_color_misuse/Potential_1",
    reason: "every state has a form and a word beside its color",
  },
  {
    engine: "IBM", kind: "question", rule: "element_tabbable_unobscured/potential_obscured",
    reason: "keyboard.spec.ts: where the focus is, something of the control can be seen, at every stop",
  },
  {
    engine: "IBM", kind: "question", rule: "element_tabbable_visible/potential_visible",
    reason: "keyboard.spec.ts: every stop of the Tab key shows the focus, the skip link too",
  },
  {
    engine: "IBM", kind: "question", rule: "input_label_visible/potential_no_label",
    reason: "a symbol has its word as a tooltip, a place has its name on the map, the slider stands under the clock it sets",
  },
  {
    engine: "IBM", kind: "question", rule: "text_sensory_misuse/potential",
    reason: "“beside”, “left” and “size” tell of what belongs together, what remains and how much, not of the screen",
  },
  {
    engine: "IBM", kind: "question", rule: "widget_tabbable_exists/fail_no_tabbable", where: /tabindex="-1"/,
    reason: "Regions where nobody stands are no stops of the Tab key; the list of what can be broken has each: three-ways.spec.ts",
  },
  {
    engine: "IBM", kind: "violation", rule: "input_checkboxes_grouped/fail_notsamegroup", where: /name="(fips|dual)"/,
    reason: "the same question about different clients: each stands in its client's own group, and they are no set",
  },
];

/** The entry that covers a finding. */
export function review(finding: Finding): Reviewed | undefined {
  return REVIEWED.find(({ engine, kind, rule, where }) => engine === finding.engine && kind === finding.kind
    && finding.rule.startsWith(rule) && (where?.test(finding.where) ?? true));
}
