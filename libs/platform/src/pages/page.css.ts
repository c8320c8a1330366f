/** What all pages for customers look like. Inline, so that one request paints them; its hash is in the CSP. */
export const pageCss = `
:root{color-scheme:light dark;--bg:#f6f5f2;--card:#fff;--ink:#1b1d1f;--soft:#5b6066;--line:#dedcd6;--accent:#0b6b57;--on-accent:#fff;--wash:#e6f2ee;--warn:#8a4b00;--warn-wash:#fdf0dd}
@media (prefers-color-scheme:dark){:root{--bg:#121415;--card:#1b1e20;--ink:#eceae5;--soft:#a5abb1;--line:#34393d;--accent:#5fd0b1;--on-accent:#06231b;--wash:#16302a;--warn:#ffc27a;--warn-wash:#36270f}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
a{color:var(--accent);text-underline-offset:3px}
a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.wrap{max-width:640px;margin:0 auto;padding:16px 20px 40px}
.top{display:flex;justify-content:space-between;align-items:center;gap:12px;min-height:44px;font-size:14px;color:var(--soft)}
.top a{padding:10px 0;font-weight:600;text-decoration:none}
.top b{color:var(--ink);font-weight:600;overflow-wrap:anywhere}
.hero{margin:20px 0 28px}
.badge{display:inline-flex;width:52px;height:52px;border-radius:50%;align-items:center;justify-content:center;background:var(--wash);color:var(--accent);margin-bottom:16px}
.badge svg{width:26px;height:26px}
.attention .badge{background:var(--warn-wash);color:var(--warn)}
h1{font-size:clamp(26px,7.2vw,36px);line-height:1.15;letter-spacing:-.02em;font-weight:700;margin:0 0 10px;text-wrap:balance;overflow-wrap:anywhere}
h1::first-letter{text-transform:uppercase}
.hero p{margin:4px 0;color:var(--soft);max-width:46ch}
.hero .count{color:var(--ink);font-weight:600}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:20px;margin:0 0 16px}
.card h2{font-size:17px;line-height:1.3;margin:0 0 2px}
.card .state{margin:0;color:var(--soft);font-size:15px}
.card .state.attention{color:var(--warn);font-weight:600}
.goods{list-style:none;margin:16px 0 0;padding:14px 0 0;border-top:1px solid var(--line)}
.goods li{display:flex;justify-content:space-between;gap:16px;padding:3px 0;overflow-wrap:anywhere}
.goods span:last-child{color:var(--soft);font-variant-numeric:tabular-nums;white-space:nowrap}
.links{list-style:none;margin:8px 0 0;padding:0}
.links li{border-top:1px solid var(--line)}
.links li:first-child{border-top:0}
.links a{display:block;padding:12px 0;font-weight:600;text-decoration:none}
.links span{display:block;font-weight:400;font-size:14px;color:var(--soft)}
.help{padding:8px 0 0}
.help h2{font-size:17px;margin:12px 0 4px}
.help p{margin:0 0 8px;color:var(--soft);max-width:60ch}
button,.button{font:inherit;border-radius:10px;display:block;width:100%;min-height:50px;margin:16px 0 0;padding:12px 20px;border:2px solid var(--accent);background:var(--accent);color:var(--on-accent);font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.button.plain{background:transparent;color:var(--accent)}
footer{margin-top:24px;font-size:13px;color:var(--soft)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width:600px){.wrap{padding-top:32px}.card{padding:24px 28px}}
@media print{body{background:#fff}.card{break-inside:avoid}.top a{display:none}}
`.trim();
