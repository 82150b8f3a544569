"""What the gallery registers: the page of what can be shared, and the way to it."""

from handlers.core.language import mark
from handlers.gallery import page
from handlers.registry.feature import Action, Feature
from handlers.registry.surfaces import WebPage
from handlers.registry.vocabulary import Command, spoken

FEATURE = Feature(
    name="gallery",
    actions={"gallery": Action(page.open_gallery)},
    commands=(
        Command(
            "gallery",
            spoken(
                en="browse page, web page, list page, list as a page, as a page, open the page, website",
                nl="bladerpagina, webpagina, lijst als pagina, als pagina, open de pagina, website",
            ),
            mark("See it as a page"),
            help_of="browse",
        ),
    ),
    pages=(WebPage("/browse/{token}", page.gallery_page, ("GET", "POST")),),
)
