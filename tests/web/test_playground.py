"""The playground in a real browser."""

from tests.stages.web.house import House
from tests.web.scripted import Script, board, offer

COUNT_ROWS_DRAWN_BY_THE_STREAM = """
() => {
  window.drawn = 0;
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.removedNodes) if (node.matches?.(".row")) window.drawn += 1;
  }).observe(document.getElementById("live"), { childList: true, subtree: true });
}
"""


async def test_a_command_is_heard_and_answered_without_reloading(house: House, script: Script) -> None:
    stage = house.stage
    await stage.command("sam", "hello")
    assert await stage.reads("sam") == "I do not know “hello”."
    did = script.heard[-1]
    assert (did.action, did.values, did.channel) == ("command", {"text": "hello"}, "")
    assert (did.actor.workspace, did.actor.person, did.actor.name) == ("kievit", "sam", "Sam Okafor")
    assert (did.actor.locale, did.actor.timezone, did.actor.admin) == ("en-GB", "Europe/Amsterdam", False)


async def test_a_command_in_a_channel_is_answered_to_the_person_alone(house: House, script: Script) -> None:
    stage = house.stage
    await stage.command("sam", "hello", where="general")
    assert script.heard[-1].channel == "general"
    assert await stage.transcript("sam", where="general") == ["I do not know “hello”."]
    assert await stage.reads("sam") == "I do not know “hello”."
    assert await stage.transcript("noor", where="general") == []


async def test_names_and_a_repeated_slash_are_taken_as_they_are_meant(house: House, script: Script) -> None:
    await house.stage.command("sam", "/heraut thank @Noor de Wit")
    assert script.heard[-1].values == {"text": "thank @noor"}


async def test_a_suggestion_is_a_command(house: House, script: Script) -> None:
    stage = house.stage
    page = await stage.run(stage.page("sam"))
    await stage.run(page.goto(f"{house.address}/"))
    await stage.run(page.click(".chip >> text=help"))
    await stage.settle()
    assert script.heard[-1].values == {"text": "help"}


async def test_a_menu_is_worked_with_the_keyboard_alone(house: House, script: Script) -> None:
    stage = house.stage
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "mark")
    assert "[Share] [Later] [Skip] [More]" in await stage.reads("sam")
    page = await stage.run(stage.page("sam"))
    menu, inside = page.locator(".menu"), page.locator(".menu .button >> text=Why now?")
    await stage.run(page.focus(".menu summary"))
    await stage.run(page.keyboard.press("Enter"))
    assert await stage.run(inside.is_visible())
    await stage.run(page.keyboard.press("Tab"))
    assert await stage.run(page.evaluate("document.activeElement.textContent")) == "Why now?"
    await stage.run(page.keyboard.press("Escape"))
    assert await stage.run(menu.get_attribute("open")) is None
    assert await stage.run(page.evaluate("document.activeElement.tagName")) == "SUMMARY"
    await stage.run(page.keyboard.press("Enter"))
    await stage.run(page.click("h1"))
    assert await stage.run(menu.get_attribute("open")) is None, "a click elsewhere closes it"
    await stage.press("sam", "Why now?")
    assert (script.heard[-1].action, script.heard[-1].target) == ("why", "7")


async def test_a_card_appears_by_itself_and_shows_all_that_it_holds(house: House) -> None:
    stage = house.stage
    await stage.command("sam", "hello")
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "mark")
    await stage.settle()
    assert (await stage.reads("sam")).splitlines() == [
        "Something to share",
        "It is the question every neighbour asks first, and for once the answer is a nice story.",
        "Kievit Wind",
        "How an owl made our blades six decibels quieter",
        "Owls fly in near silence. Our blade team borrowed the edge of their feathers.",
        "What do you do when neighbours dislike the sound? My colleagues asked an owl.",
        "You follow Technology. Posted by James Whitfield.",
        "[Share] [Later] [Skip] [More]",
    ]


async def test_a_pressed_card_is_replaced_in_its_place(house: House, script: Script) -> None:
    stage = house.stage
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "mark")
    await stage.press("sam", "Later")
    assert (script.heard[-1].action, script.heard[-1].target) == ("later", "7")
    assert await stage.transcript("sam") == ["Until later"]


async def test_a_changed_card_changes_on_a_page_that_is_open(house: House) -> None:
    stage = house.stage
    ref = await house.playground.messenger.send("kievit", "general", board(), "mark")
    assert (await stage.reads("sam", where="general")).startswith("Last week at Kievit Wind")
    await house.playground.messenger.update("kievit", ref, board().model_copy(update={"title": "Last week, corrected"}))
    await stage.settle()
    assert "Last week, corrected\n" in await stage.run((await stage.run(stage.page("sam"))).inner_text("#live"))


async def test_a_card_that_a_press_changed_is_not_drawn_again_under_the_next_click(house: House) -> None:
    stage = house.stage
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "mark")
    await stage.reads("sam")
    page = await stage.run(stage.page("sam"))
    await stage.run(page.evaluate(COUNT_ROWS_DRAWN_BY_THE_STREAM))
    await stage.press("sam", "Later")
    ref = await house.playground.messenger.send("kievit", "sam", board(), "second")
    assert "Last week at Kievit Wind" in await stage.reads("sam")  # the stream has told all that came before
    assert await stage.run(page.evaluate("drawn")) == 0
    await house.playground.messenger.update("kievit", ref, board().model_copy(update={"title": "Last week, corrected"}))
    assert "Last week, corrected" in await stage.reads("sam")
    assert await stage.run(page.evaluate("drawn")) == 1


async def test_a_double_click_is_one_press(house: House, script: Script) -> None:
    stage = house.stage
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "mark")
    await stage.reads("sam")
    page = await stage.run(stage.page("sam"))
    await stage.run(page.dblclick(".button >> text=Later"))
    await stage.settle()
    assert [did.action for did in script.heard] == ["later"]


async def test_a_command_sent_twice_in_a_hurry_is_said_once(house: House, script: Script) -> None:
    stage = house.stage
    await stage.reads("sam")
    page = await stage.run(stage.page("sam"))
    await stage.run(page.fill("#text", "hello"))
    await stage.run(page.dblclick(".send"))
    await stage.settle()
    assert [did.values for did in script.heard] == [{"text": "hello"}]
    assert await stage.run(page.locator(".said").count()) == 1


async def test_a_link_button_opens_its_tab_and_sends_its_action(house: House, script: Script) -> None:
    stage = house.stage
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "mark")
    assert await stage.link("sam", "Share") == f"{house.address}/share/secret"
    await stage.press("sam", "Share")
    assert stage.tabs["sam"].url == f"{house.address}/share/secret"
    assert script.heard[-1].action == "share"
    assert await stage.reads("sam") == "Your share page is open"


async def test_a_question_is_asked_before_a_dangerous_press(house: House, script: Script) -> None:
    stage = house.stage
    await stage.open_home("sam")
    page = await stage.run(stage.page("sam"))
    await stage.run(page.click("summary >> text=Leave"))
    assert "Really leave?" in await stage.run(page.inner_text("#live"))
    assert [did.action for did in script.heard] == ["home"]
    await stage.press("sam", "Leave")
    assert script.heard[-1].action == "leave"
    assert await stage.reads("sam") == "You left"


async def test_the_home_is_replaced_by_what_was_pressed_there(house: House) -> None:
    stage = house.stage
    await stage.open_home("sam")
    assert "Points: 35" in await stage.reads("sam", where="home")
    await stage.press("sam", "Refresh", where="home")
    assert (await stage.reads("sam")).startswith("Your Heraut, again")


async def test_a_form_keeps_what_was_filled_in_and_says_what_is_wrong(house: House, script: Script) -> None:
    stage = house.stage
    await stage.command("sam", "settings")
    form = stage.form("sam")
    assert form is not None
    assert form.title == "Your settings"
    assert form.inputs == {
        "What to call you": "",
        "Your page": "",
        "About you": "",
        "How often": [],
        "Where you post": "",
        "Topics": ["people"],
        "Pause until": "",
        "Not before": "09:30",
        "Thank me by name": True,
    }
    await stage.fill("sam", {"About you": "Two\nlines", "Topics": ("Technology", "Jobs"), "Where you post": "Mastodon"})
    await stage.submit("sam")
    assert await stage.errors("sam") == ["Tell us what to call you."]
    kept = stage.form("sam")
    assert kept is not None
    assert (kept.inputs["About you"], kept.inputs["Topics"]) == ("Two\nlines", ["technology", "jobs"])

    await stage.fill("sam", {"What to call you": "Sammy", "How often": "People", "Thank me by name": False})
    await stage.submit("sam")
    assert stage.form("sam") is None
    assert await stage.reads("sam") == "Saved, Sammy"
    assert script.heard[-1].target == "me"
    assert script.heard[-1].values == {
        "nick": "Sammy",
        "site": "",
        "about": "Two\nlines",
        "pace": "people",
        "network": "mastodon",
        "topics": ("technology", "jobs"),
        "until": "",
        "at": "09:30",
        "thanks": "",
    }


async def test_a_form_opened_from_a_card_answers_in_that_cards_place(house: House) -> None:
    stage = house.stage
    await stage.open_home("sam")
    await stage.press("sam", "Settings")
    await stage.submit("sam")
    assert await stage.errors("sam") == ["Tell us what to call you."]
    await stage.fill("sam", {"What to call you": "Sammy"})
    await stage.submit("sam")
    assert await stage.reads("sam", where="home") == "Saved, Sammy"
    await stage.open_home("sam")
    assert (await stage.reads("sam", where="home")).startswith("Your Heraut")


async def test_escape_closes_a_form_and_sends_nothing(house: House, script: Script) -> None:
    stage = house.stage
    await stage.command("sam", "settings")
    await stage.run((await stage.run(stage.page("sam"))).keyboard.press("Escape"))
    await stage.settle()
    assert stage.form("sam") is None
    assert [did.action for did in script.heard] == ["command"]


async def test_new_posts_for_others_are_counted_beside_their_names(house: House) -> None:
    stage = house.stage
    await stage.reads("sam")
    page = await stage.run(stage.page("sam"))
    badge = page.locator('.company [data-unread="@noor"]')
    assert not await stage.run(badge.is_visible())
    await house.playground.messenger.send("kievit", "noor", board(), "mark")
    await stage.settle()
    assert (await stage.run(badge.inner_text())).split() == ["1", "new"]
    await house.playground.messenger.send("kievit", "general", board(), "mark")
    await stage.settle()
    assert await stage.run(page.locator('.places [data-unread="general"] b').inner_text()) == "1"
    await stage.reads("sam", where="general")
    assert not await stage.run(page.locator('.places [data-unread="general"]').is_visible())


async def test_the_clock_moves_and_every_open_page_shows_it(house: House) -> None:
    stage = house.stage
    for who in ("sam", "noor"):
        await stage.reads(who)
    sam, noor = await stage.run(stage.page("sam")), await stage.run(stage.page("noor"))
    assert await stage.run(sam.inner_text("#clock")) == "Thursday 5 March at 10:12"
    await stage.run(sam.click("text=+1 day"))
    await stage.settle()
    assert await stage.run(sam.inner_text("#clock")) == "Friday 6 March at 10:12"
    assert "6 maart" in await stage.run(noor.inner_text("#clock"))


async def test_a_page_that_lost_its_server_catches_up(house: House) -> None:
    stage = house.stage
    await stage.reads("sam")
    page = await stage.run(stage.page("sam"))
    await stage.run(page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})"))
    await stage.run(page.evaluate("dispatchEvent(new Event('visibilitychange'))"))
    await house.playground.messenger.send("kievit", "sam", board(), "mark")
    assert await stage.run(page.locator(".post").count()) == 0
    await stage.run(page.evaluate("Object.defineProperty(document, 'hidden', {value: false, configurable: true})"))
    await stage.run(page.evaluate("dispatchEvent(new Event('visibilitychange'))"))
    await stage.settle()
    assert await stage.run(page.locator(".post").count()) == 1
