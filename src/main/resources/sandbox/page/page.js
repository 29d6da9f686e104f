// Keeps the part that changes up to date while "follow" is ticked.
const follow = document.getElementById("follow");
async function refresh() {
  const live = document.getElementById("live");
  if (!live || !follow || !follow.checked || document.hidden) return;
  try {
    const answer = await fetch(location.pathname + location.search);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    live.replaceChildren(...page.getElementById("live").childNodes);
  } catch (gone) {
    follow.checked = false;
  }
}
setInterval(refresh, 2000);
