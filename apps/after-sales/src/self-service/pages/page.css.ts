import { pageCss } from '#platform';

/** The style of the self-service pages: what all pages share, and forms. */
export const selfServiceCss = `${pageCss}
h1{font-size:clamp(24px,6.4vw,32px)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.field{margin:14px 0 0}
.pair{display:grid;grid-template-columns:7.5em 1fr;gap:12px;align-items:end}
label{display:block;font-size:14px;font-weight:600;margin:0 0 4px}
input,select,textarea{font:inherit;border-radius:10px;width:100%;min-height:46px;padding:9px 12px;color:var(--ink);background:var(--card);border:1px solid var(--soft)}
textarea{min-height:120px;resize:vertical}
[aria-invalid=true]{border:2px solid var(--warn)}
.hint{margin:4px 0 0;font-size:14px;color:var(--soft)}
.error{margin:4px 0 0;font-size:14px;font-weight:600;color:var(--warn)}
.banner{background:var(--warn-wash);color:var(--warn);border-radius:12px;padding:14px 16px;margin:0 0 16px;font-weight:600}
.clauses{margin:8px 0 0;padding:0 0 0 20px;font-size:14px;color:var(--soft)}
.clauses .holds{color:var(--ink);font-weight:600}
.message{border-top:1px solid var(--line);padding:12px 0}
.message p{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
.message time{float:right;font-size:13px;color:var(--soft)}
.words{white-space:pre-wrap;overflow-wrap:anywhere}
nav{margin:20px 0 0;font-size:15px}
nav a{display:inline-block;padding:10px 16px 10px 0}
`;
