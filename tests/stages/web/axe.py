"""axe-core, which finds barriers on a page: too little contrast, a control without a name, headings out of order."""

from playwright.async_api import Page

from tests.support.tree import ROOT

AXE = ROOT / ".tools" / "axe-core-4.14.1" / "package" / "axe.min.js"
MISSING = f"{AXE} is missing. To install it: tools/setup.sh axe"
FOUND = """
async ([where, rules]) => (await axe.run(where, { resultTypes: ["violations"], ...rules })).violations.flatMap(
  (rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`))
"""


async def barriers(page: Page, where: str = "html") -> list[str]:
    """What axe-core finds inside this part of a page, light and dark; empty if nothing."""
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = [f"light: {barrier}" for barrier in await _found(page, where, {})]
    await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + [f"dark: {barrier}" for barrier in await _found(page, where, {"runOnly": ["color-contrast"]})]


async def _found(page: Page, where: str, rules: dict[str, list[str]]) -> list[str]:
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = await page.evaluate(FOUND, [where, rules])
    return found
