"""The share page in a real browser, with scripts and without."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Page

from tests.stages.web.browser import Chromium
from tests.stages.web.house import House
from tests.stages.web.stage import web_context
from tests.web.scripted import ScriptedSharing

Open = Callable[..., Awaitable[Page]]
PHONE = {"width": 360, "height": 740}


@pytest.fixture
async def visit(house: House, browser: Chromium) -> AsyncIterator[Open]:
    """Opens the page in a browser of its own, as one person does."""
    opened = []

    async def visit(**options: object) -> Page:
        context = await browser.run(web_context(browser, house.address, [], viewport=PHONE, **options))
        opened.append(context)
        page = await browser.run(context.new_page())
        await browser.run(page.goto(f"{house.address}/share/secret"))
        return page

    yield visit
    for context in opened:
        await browser.run(context.close())


async def test_the_text_is_copied_before_the_network_opens(
    visit: Open, browser: Chromium, sharing: ScriptedSharing
) -> None:
    page = await visit(permissions=["clipboard-read", "clipboard-write"])

    async def share() -> tuple[str, str]:
        await page.fill("#words", "My own words")
        async with page.context.expect_page() as opening:
            await page.click("text=Copy text and open LinkedIn")
        return (await opening.value).url, await page.evaluate("navigator.clipboard.readText()")

    url, copied = await browser.run(share())
    assert url.endswith("?composer=linkedin")
    assert copied == "My own words"
    assert sharing.opened_with == [("linkedin", "My own words")]
    assert "copied" in await browser.run(page.inner_text("#copied"))


async def test_a_near_copy_gets_one_warning_and_may_still_be_used(
    visit: Open, browser: Chromium, sharing: ScriptedSharing
) -> None:
    page = await visit(java_script_enabled=False)

    async def twice() -> tuple[str, str]:
        await page.fill("#words", "An owl owl")
        async with page.context.expect_page() as opening:
            await page.click("#compose > .button")
        warned = await opening.value
        said = await warned.inner_text(".note")
        assert await warned.input_value("#words") == "An owl owl" and not sharing.opened_with
        async with page.context.expect_page() as opening:
            await warned.click("#compose > .button")
        return said, (await opening.value).url

    said, url = await browser.run(twice())
    assert said == "Somebody was here before: What is new?"
    assert "composer=" in url and [text for _, text in sharing.opened_with] == ["An owl owl"]


async def test_copying_alone_opens_nothing(visit: Open, browser: Chromium, sharing: ScriptedSharing) -> None:
    page = await visit(permissions=["clipboard-read", "clipboard-write"])

    async def share() -> str:
        await page.check("input[value=copy]")
        async with page.expect_response("**/open"):
            await page.click("#compose > .button")
        return str(await page.evaluate("navigator.clipboard.readText()"))

    copied = await browser.run(share())
    assert copied.startswith("What do you do")
    assert copied.endswith("/articles/quiet-blades")
    assert [network for network, _ in sharing.opened_with] == ["copy"]
    assert len(page.context.pages) == 1


async def test_the_count_follows_the_text_and_the_network(visit: Open, browser: Chromium, house: House) -> None:
    page, link = await visit(), f"{house.address}/articles/quiet-blades"
    assert await browser.run(page.inner_text("#count")) == "77 of 3000 characters"
    await browser.run(page.fill("#words", "💚" * 281))
    await browser.run(page.check("input[value=x]"))
    over = 2 * 281 + 1 + len(link) - 280  # an address without a name is no address to X
    await browser.run(page.wait_for_selector(f"text=Too long for this network by {over}"))
    assert await browser.run(page.get_attribute("#words", "aria-invalid")) is not None
    assert "Open X" in await browser.run(page.inner_text("#compose .button"))


async def test_the_line_that_says_who_speaks_follows_the_network(visit: Open, browser: Chromium) -> None:
    page = await visit()

    async def picks(text: str, *networks: str) -> list[str]:
        await page.fill("#words", text)
        found = []
        for network in networks:
            await page.check(f"input[value={network}]")
            found.append(await page.input_value("#words"))
        return found

    long, brief = "I work at 'Kievit & Sons'.\n\nOwls.", "#Kievitemployee\n\nOwls."
    assert await browser.run(picks(long, "x", "mastodon", "x")) == [brief, long, brief]
    dutch = await browser.run(picks("#medewerker Kievit\n\nUilen.", "linkedin", "x"))
    assert dutch == ["Ik werk bij Kievit.\n\nUilen.", "#medewerker Kievit\n\nUilen."]
    own = "I work at 'Kievit & Sons'. Owls."
    assert await browser.run(picks(own, "linkedin", "x")) == [own, own]


async def test_the_count_is_the_networks_own_and_has_the_address_in_it(
    visit: Open, browser: Chromium, house: House
) -> None:
    page, link = await visit(), f"{house.address}/articles/quiet-blades"
    await browser.run(page.check("input[value=mastodon]"))
    await browser.run(page.fill("#words", "👩‍👩‍👧‍👦" * 80))
    await browser.run(page.wait_for_selector(f"text={80 + 2 + len(link)} of 500 characters"))
    assert await browser.run(page.get_attribute("#words", "aria-invalid")) is None


async def test_without_scripts_a_long_text_gets_one_warning_and_may_still_be_used(
    visit: Open, browser: Chromium, sharing: ScriptedSharing
) -> None:
    page = await visit(java_script_enabled=False)

    async def twice() -> tuple[str, str]:
        await page.check("input[value=x]")
        await page.fill("#words", "a" * 300)
        async with page.context.expect_page() as opening:
            await page.click("text=Open X")
        warned = await opening.value
        said = await warned.inner_text(".note") + await warned.inner_text("#count")
        assert not sharing.opened_with
        async with page.context.expect_page() as opening:
            await warned.click("text=Open X")
        await opening.value
        return said, await warned.input_value("#words")

    said, text = await browser.run(twice())
    assert "too long for X by" in said and "Too long for this network by" in said
    assert text == "a" * 300 == sharing.opened_with[0][1]


async def test_a_text_with_a_longer_address_is_copied_with_the_link(visit: Open, browser: Chromium) -> None:
    page = await visit(permissions=["clipboard-read", "clipboard-write"])

    async def share() -> str:
        link = await page.get_attribute("#compose", "data-url")
        await page.check("input[value=copy]")
        await page.fill("#words", f"See {link}-more")
        async with page.expect_response("**/open"):
            await page.click("#compose > .button")
        return str(await page.evaluate("navigator.clipboard.readText()")).removeprefix(f"See {link}-more")

    assert (await browser.run(share())).strip().endswith("/articles/quiet-blades")


async def test_another_suggestion_replaces_the_text(visit: Open, browser: Chromium) -> None:
    page = await visit()
    await browser.run(page.click("summary"))
    await browser.run(page.click("text=Forty printed"))
    assert (await browser.run(page.input_value("#words"))).startswith("Forty printed feather combs")
    assert page.url.endswith("/share/secret")


async def test_reporting_a_post_gets_thanks(visit: Open, browser: Chromium, sharing: ScriptedSharing) -> None:
    page = await visit()
    await browser.run(page.check("input[value=x]"))
    await browser.run(page.fill("#address", "example"))
    await browser.run(page.click("text=I posted it"))
    assert await browser.run(page.inner_text("#address-error")) == "This is not an address."
    assert await browser.run(page.input_value("#address")) == "example"
    await browser.run(page.fill("#address", "https://x.com/sam/1"))
    await browser.run(page.click("text=I posted it"))
    assert "New badge: First share" in await browser.run(page.inner_text(".card"))
    assert sharing.posted_with == [("x", "https://x.com/sam/1")]


async def test_everything_works_without_scripts(visit: Open, browser: Chromium, sharing: ScriptedSharing) -> None:
    page = await visit(java_script_enabled=False)

    async def share() -> str:
        await page.click("summary")
        await page.click("text=Forty printed")
        await page.check("input[value=mastodon]")
        async with page.context.expect_page() as opening:
            await page.click("text=Open Mastodon")
        return (await opening.value).url

    assert (await browser.run(share())).endswith("?composer=mastodon")
    assert sharing.opened_with == [
        ("mastodon", "Forty printed feather combs, thirty-nine failures, one very quiet blade.")
    ]
    await browser.run(page.click("text=I posted it"))
    assert "Thank you!" in await browser.run(page.inner_text(".card"))


async def test_the_keyboard_alone_is_enough(visit: Open, browser: Chromium, sharing: ScriptedSharing) -> None:
    page = await visit()

    async def focused() -> str:
        return str(await page.evaluate("document.activeElement.id || document.activeElement.innerText || 'radio'"))

    async def tab_to(wanted: str) -> None:
        for _ in range(12):
            await page.keyboard.press("Tab")
            if wanted in await focused():
                return
        raise AssertionError(f"no way to {wanted}")

    async def share() -> None:
        await tab_to("radio")
        await page.keyboard.press("ArrowRight")
        await tab_to("words")
        await tab_to("Open X")
        async with page.context.expect_page():
            await page.keyboard.press("Enter")

    await browser.run(share())
    assert [network for network, _ in sharing.opened_with] == ["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_wider_than_a_small_phone(visit: Open, browser: Chromium, scheme: str) -> None:
    page = await visit(color_scheme=scheme)
    assert await browser.run(page.evaluate("document.documentElement.scrollWidth")) <= PHONE["width"]


async def test_a_refusal_is_said_and_the_text_is_kept(visit: Open, browser: Chromium) -> None:
    page = await visit(java_script_enabled=False)

    async def share() -> tuple[str, str]:
        await page.check("input[value=x]")
        await page.fill("#words", "  ")
        async with page.context.expect_page() as opening:
            await page.click("text=Open X")
        refused = await opening.value
        return await refused.inner_text("[role=alert]"), await refused.input_value("#words")

    assert await browser.run(share()) == ("Write a sentence first.", "  ")
