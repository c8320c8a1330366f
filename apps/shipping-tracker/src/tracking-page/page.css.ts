import { pageCss } from '#platform';

/** The style of the tracking page: what all pages share, and its steps and movements. */
export const trackingCss = `${pageCss}
.steps{list-style:none;display:grid;grid-template-columns:repeat(4,1fr);margin:20px 0 4px;padding:0}
.steps li{position:relative;padding:30px 4px 0;text-align:center;font-size:13px;line-height:1.25;color:var(--soft)}
.steps li::before{content:"";position:absolute;top:10px;left:-50%;width:100%;height:3px;background:var(--line)}
.steps li:first-child::before{display:none}
.steps li::after{content:"";position:absolute;z-index:1;top:3px;left:50%;width:17px;height:17px;margin-left:-8.5px;border-radius:50%;background:var(--card);border:3px solid var(--line)}
.steps .done::before,.steps .current::before{background:var(--accent)}
.steps .done::after{background:var(--accent);border-color:var(--accent)}
.steps .current::after{border-color:var(--accent);background:var(--card);box-shadow:0 0 0 4px var(--wash)}
.steps .arrived::after{background:var(--accent)}
.steps .current{color:var(--ink);font-weight:600}
.choices{margin:12px 0 0;border-top:1px solid var(--line);font-size:14px;font-weight:600}
.choices a{display:inline-block;padding:12px 20px 0 0;min-height:24px}
.number{margin:12px 0 0;font-size:14px;color:var(--soft);overflow-wrap:anywhere}
.number b{color:var(--ink);font-weight:500;font-variant-numeric:tabular-nums}
details{margin-top:12px;border-top:1px solid var(--line)}
summary{cursor:pointer;padding:12px 0 4px;font-size:14px;font-weight:600;color:var(--accent)}
.moves{list-style:none;margin:8px 0 0;padding:0;font-size:14px}
.moves li{padding:8px 0;border-top:1px solid var(--line);display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px}
.moves li:first-child{border-top:0}
.moves time{color:var(--soft);font-variant-numeric:tabular-nums}
.moves i{flex-basis:100%;font-style:normal;color:var(--soft)}`;
