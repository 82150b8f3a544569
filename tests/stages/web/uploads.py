"""Upload pages in a real browser: as they open, and after a file that is not taken."""

from playwright.async_api import FilePayload, async_playwright

from tests.stages.web.axe import barriers
from tests.support import chromium


async def barriers_of_upload(address: str, chromium_path: str) -> list[str]:
    """What keeps somebody from sending a file, before and after a mistake."""
    text: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"no"}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=chromium.ARGUMENTS)
        page = await browser.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
        await page.goto(address)
        found = await barriers(page)
        await page.set_input_files("input[type=file]", text)
        await page.click("main button")
        await page.wait_for_selector("[aria-invalid=true]")
        found += await barriers(page)
        await browser.close()
    return found
