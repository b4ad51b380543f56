// Small helps for htmx and forms. Every page works without this file.

function csrfToken() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  if (cookie) return cookie.slice("csrftoken=".length);
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
}

document.addEventListener("htmx:configRequest", (event) => {
  const token = csrfToken();
  if (event.detail.verb !== "get" && token) event.detail.headers["X-CSRFToken"] = token;
});

// A link in the summary of errors leads to a field; a group of choices takes no focus itself, so its first choice does.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".ds-error-summary a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const focusable = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  (focusable ?? target).focus();
  target.scrollIntoView({ block: "center" });
});

// A page printed with closed details would hide what the reader wants on paper.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details:not([open])")) {
    details.open = true;
    details.dataset.openedForPrint = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened-for-print]")) {
    details.open = false;
    delete details.dataset.openedForPrint;
  }
});
