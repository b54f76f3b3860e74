/** Of the pages before sign-in: one column, the system's letters, light and dark, contrast above 7:1. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --sheet: #fff; --ink: #1b2430; --soft: #4a5563; --line: #7b8794;
  --act: #0b4f8a; --act-ink: #fff; --bad: #8f1414; --bad-ground: #fdecec;
  font: 1rem/1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12171e; --sheet: #1b222c; --ink: #eef1f5; --soft: #bcc5d0; --line: #8a96a3;
    --act: #9ccbf7; --act-ink: #0c1a28; --bad: #ffb9b9; --bad-ground: #3a1c1e;
  }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); }
main { width: min(26rem, 100%); padding: 2rem; background: var(--sheet); border-radius: .75rem; box-shadow: 0 1px 4px #0003; }
.product { margin: 0; color: var(--soft); font-size: .9rem; }
h1 { margin: .25rem 0 1.25rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .6rem .7rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: .4rem; font-weight: 400; }
button { width: 100%; padding: .7rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--act-ink); background: var(--act); border: 0; border-radius: .4rem; }
a { color: var(--act); }
.other { margin: 1.25rem 0 0; text-align: center; }
.bad { padding: .7rem .9rem; border-left: .3rem solid var(--bad); border-radius: .3rem; background: var(--bad-ground); color: var(--bad); }
.hint { margin: -.5rem 0 1rem; color: var(--soft); font-size: .9rem; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
`;
