#include "report/html.h"

namespace luze::report {

// Paper, ink and one accent; seal red only for what is late. No request leaves the page.
std::string_view html_style() {
    return R"css(:root {
  --paper: #ffffff; --desk: #f4f2ee; --ink: #1f2328; --quiet: #5d6066; --rule: #dcd8d0;
  --accent: #24478f; --seal: #b3261e; --mark: #eef2fb;
  --song: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", STSong, SimSun, serif;
  --hei: "PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", sans-serif;
  --kai: "Kaiti SC", STKaiti, KaiTi, var(--song);
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1c1e21; --desk: #141517; --ink: #e4e2dd; --quiet: #a3a5a9; --rule: #3a3c40;
    --accent: #9db7f2; --seal: #f2938c; --mark: #262d3d; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--desk); color: var(--ink); font: 14px/1.6 var(--hei); }
.paper { max-width: 864px; margin: 24px auto; padding: 56px 72px; background: var(--paper);
  border: 1px solid var(--rule); overflow-wrap: anywhere; }
.report { font: 18px/1.9 var(--song); text-align: justify; }
.report h1 { margin: 0 0 40px; font-size: 25px; line-height: 1.5; text-align: center;
  text-wrap: balance; }
.report h1 span { display: inline-block; }
.report h2, .report h3, .report h4 { margin: 0; font-size: 18px; line-height: 1.9;
  font-weight: 400; text-indent: 2em; break-after: avoid; }
.report h2 { margin-top: 16px; font-family: var(--hei); font-weight: 600; }
.report h3 { margin-top: 8px; font-family: var(--kai); }
.report p { margin: 0; text-indent: 2em; }
.report p.recipient, .signature p { text-indent: 0; }
.report p.gap { margin: 8px 0; padding: 4px 12px; text-indent: 0; color: var(--quiet);
  border-left: 3px solid var(--rule); font-size: 16px; }
a { color: var(--accent); }
a.figure { text-decoration-line: underline; text-decoration-thickness: 1px;
  text-underline-offset: 3px; font-variant-numeric: tabular-nums; padding: 0 1px; }
a.figure:hover { background: var(--mark); text-decoration-thickness: 2px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.attachments { margin: 32px 0 0; padding: 0 0 0 2em; list-style: none; }
.attachments li + li { padding-left: 3em; }
.signature { width: fit-content; margin: 48px 4em 0 auto; text-align: center; }
.proof { display: flex; gap: 16px; margin-top: 48px; padding-top: 16px;
  border-top: 1px solid var(--rule); color: var(--quiet); font-size: 13px; }
.proof .code { flex: none; width: 112px; height: 112px; padding: 6px; background: #fff; }
.proof p { margin: 0 0 8px; }
.proof pre { margin: 0; font-size: 12px; line-height: 1.5; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.evidence { margin-top: 56px; border-top: 3px double var(--rule); }
.evidence h2 { margin: 24px 0 0; font-size: 18px; }
.evidence .about { margin: 4px 0 24px; color: var(--quiet); }
.one { padding: 16px 0; border-top: 1px solid var(--rule); content-visibility: auto;
  contain-intrinsic-size: auto 160px; }
.one:target { margin: 0 -16px; padding: 16px; background: var(--mark);
  box-shadow: inset 3px 0 var(--accent); }
.one h3 { display: flex; justify-content: space-between; gap: 16px; margin: 0; font-size: 14px; }
.one h3 b { font-size: 18px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.one .how { margin: 4px 0 8px; color: var(--quiet); font-size: 13px; }
.one .none { margin: 0; color: var(--quiet); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
caption { padding: 4px 0; color: var(--quiet); text-align: left; }
th, td { padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); text-align: left;
  vertical-align: top; }
th { font-weight: 600; white-space: nowrap; }
td:first-child { white-space: nowrap; }
code { font: 12px/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.source, .restricted { color: var(--quiet); }
.late { color: var(--seal); font-weight: 600; }
@media (max-width: 720px) {
  .paper { margin: 0; padding: 24px 16px; border: 0; }
  .report, .report h2, .report h3, .report h4 { font-size: 17px; line-height: 1.8; }
  .report h1 { margin-bottom: 24px; font-size: 21px; }
  .report { text-align: left; }
  .signature { margin-right: 0; }
  .proof { flex-direction: column; }
  .one:target { margin: 0 -16px; }
}
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  body, .paper { background: none; color: #000; }
  .paper { max-width: none; margin: 0; padding: 0; border: 0; }
  .report { font-size: 16pt; line-height: 28.95pt; }
  .report h2, .report h3, .report h4 { font-size: 16pt; line-height: 28.95pt; }
  .report h1 { font-size: 22pt; }
  a.figure { color: inherit; text-decoration: none; }
  .signature, .proof, .one h3, tr { break-inside: avoid; }
  .evidence { break-before: page; }
  .one { content-visibility: visible; }
}
)css";
}

}  // namespace luze::report
