"""What a person does to one field of a form: types, chooses by label or value, ticks."""

from typing import Any  # noqa: TID251

from playwright.async_api import Locator

Value = Any  # what somebody enters: text, one or more choices, yes or no


async def enter(field: Locator, value: Value) -> None:
    boxes = field.locator("input[type=checkbox], input[type=radio]")
    if await field.locator("select").count():
        labels = await field.locator("option").all_inner_texts()
        kind = "label" if value in labels else "value"
        await field.locator("select").select_option(**{kind: value})
    elif await field.locator(":scope > .option").count():
        await boxes.set_checked(bool(value))
    elif await boxes.count():
        await _choose(field, {value} if isinstance(value, str) else set(value))
    else:
        await field.locator("input, textarea").fill(value)


async def _choose(field: Locator, wanted: set[str]) -> None:
    options = field.locator(".option")
    for number in range(await options.count()):
        option = options.nth(number)
        box = option.locator("input")
        names = {(await option.inner_text()).strip(), await box.get_attribute("value")}
        chosen = bool(names & wanted)
        if chosen or await box.get_attribute("type") == "checkbox":
            await box.set_checked(chosen)
