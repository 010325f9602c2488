// Share: hands the address of this page to the telephone's own menu; where there is none, copies it and says so.
for (const button of document.querySelectorAll("[data-share]")) {
  const { share: url, title, copied, failed } = button.dataset;
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        said.textContent = copied;
      }
    } catch (error) {
      // somebody who closes the menu wants nothing more
      if (error.name !== "AbortError") said.textContent = `${failed} ${url}`;
    }
  });
  button.classList.add("with-script--ready");
}
