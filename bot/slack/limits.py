"""Every limit that Slack sets, in one place."""

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
ELEMENTS_IN_ACTIONS = 25
OPTIONS_IN_LIST = 100
OPTIONS_IN_MENU = 5  # of an overflow menu, which has at least two; for more there is a select
OPTIONS_SIDE_BY_SIDE = 10  # checkboxes and radio buttons
RADIO_COMFORT = 5  # ours: more than these are easier to find in a menu

HEADER = 150
SECTION = 3000
CONTEXT = 2000
RICH_TEXT = 3000  # ours: Slack names no limit for one rich text
BLOCKS_TOTAL = 8000  # ours: Slack answers msg_blocks_too_long from about 11,000 of text in many blocks (bolt-js#2867)
SUMMARY = 700  # ours: five times as long when all of it is escaped, and Slack refuses from 4,000
ALT = 2000
URL = 3000
BUTTON = 75
BUTTON_VALUE = 2000
NAME = 255  # action_id, block_id, callback_id
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30

CARDS = 10  # in a carousel
CARD_TITLE = 150  # of its subtitle, too
CARD_BODY = 200
BUTTONS_IN_CARD = 3
LINK_BELOW = 60  # ours: a title once more, below a carousel
ROWS = 100  # of a table, with its head
COLUMNS = 20
TABLE = 10_000  # letters in all its cells; a message has one table

VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3000
LABEL = 2000
HINT = 2000
INPUT = 3000
OPTION_LABEL = 75
OPTION_VALUE = 150
PICK = 75  # the value of a menu's option: Slack's pages say 150, its own types of JavaScript 75
PLACEHOLDER = 150
ERROR = 2000
