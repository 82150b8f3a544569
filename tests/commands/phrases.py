"""What people type, in which language, and what it should do: a command with its argument, or buttons."""

# Language, what is typed, and "action", "action: argument" or "? buttons".
PHRASES = """
en | thanks @bob great job | thank: @bob great job
en | thank you @bob | thank: @bob
en | thanks | thank
en | I have an idea | thought
en | I want out | leave
en | give me a post | next
en | remind me later | ? next home
en | change my hours | settings
nl | bedankt @bob voor de hulp | thank: @bob voor de hulp
nl | dank je wel @bob | thank: @bob
nl | ik ben weer terug | resume
nl | stel https://example.com voor | post: https://example.com voor
en | stop | leave
en | STOP! | leave
en | stop please | leave
en | please stop | leave
en | unsubscribe | leave
en | un-subscribe | leave
en | unsubscribe me please | leave
en | quit | leave
en | opt-out | leave
en | opt out now | leave
en | leave | leave
en | *leave* | leave
en | “stop” | leave
en | stop. | leave
en | sign off | leave
nl | stop | leave
nl | stoppen | leave
nl | uitschrijven | leave
nl | afmelden | leave
nl | schrijf me uit | leave
nl | meld me af | leave
nl | ik stop ermee | leave
nl | unsubscribe | leave
nl | opzeggen aub | leave
en | snooze | pause
en | pause | pause
en | pause until friday | pause: until friday
en | pause\u00a0until\u00a0friday | pause: until friday
en | pause\u2003until friday | pause: until friday
en | *pause* until friday | pause: until friday
en | *pause until friday* | pause: until friday
en | _pause_ until *Friday!* | pause: until Friday
en | pause until “Friday” | pause: until Friday
en | `pause until Friday` | pause: until Friday
en | ~pause~ for 2 weeks. | pause: for 2 weeks
en | "pause until Friday" | pause: until Friday
en | pause: until friday | pause: until friday
en | pause:until friday | pause: until friday
en | /heraut pause until friday | pause: until friday
en | @heraut pause until friday | pause: until friday
en | Heraut, pause until friday | pause: until friday
en | /pause | pause
en | ｐａｕｓｅ | pause
en | pause this until monday | pause: until monday
en | pause everything until monday | pause: until monday
en | pause my messages until the 5th please | pause: until the 5th
en | pause next week | pause: next week
en | pause a week | pause: a week
en | snooze for 2 weeks | pause: for 2 weeks
en | snooze until 24-31 December | pause: until 24-31 December
en | stop until monday | pause: until monday
en | mute until friday | pause: until friday
en | stop messages until next year | pause: until next year
en | leave me alone until monday | pause: until monday
en | can you pause this until monday | pause: until monday
en | Could you please pause until 2 January? | pause: until 2 January
en | I would like to pause until friday | pause: until friday
en | i want to take a break until friday | pause: until friday
en | i need a break | pause
en | vacation until 4 january | pause: until 4 january
en | I'm away until monday | pause: until monday
en | no messages until monday please | pause: until monday
en | pasue until monday | pause: until monday
en | puase | pause
en | paues | pause
en | snoze | pause
nl | pauze | pause
nl | pauze tot vrijdag | pause: tot vrijdag
nl | pauze een week | pause: een week
nl | pauze t/m 2 januari | pause: t/m 2 januari
nl | pauzeer tot maandag | pause: tot maandag
nl | vakantie t/m 4 januari | pause: t/m 4 januari
nl | kun je dit pauzeren tot maandag | ? pause
nl | kun je pauzeren tot maandag | pause: tot maandag
nl | ik wil graag pauze tot maandag | pause: tot maandag
nl | stop tot maandag | pause: tot maandag
nl | geen berichten tot 5 januari aub | pause: tot 5 januari
nl | pauz | pause
nl | puaze tot vrijdag | pause: tot vrijdag
nl | pause until friday | pause: until friday
en | pauze tot 4 januari | pause: tot 4 januari
en | pause all | ask_pause_all
nl | pauze alles | ask_pause_all
en | resume | resume
en | unpause | resume
en | I'm back | resume
en | wake up | resume
en | resmue | resume
nl | hervatten | resume
nl | ik ben terug! | resume
nl | hervaten | resume
en | mute | less
en | less | less
en | fewer messages | less
en | too many messages! | less
en | too many notifications | less
nl | minder | less
nl | te veel berichten | less
nl | minder berichten graag | less
nl | mute | less
en | points | me
en | my points | me
en | pionts | me
en | show my points | me
en | show me my badges please | me
en | how many points do i have? | me
en | what is my score | me
en | could you please tell me how many points i have at the moment | me
en | me | me
en | score | me
nl | punten | me
nl | mijn punten | me
nl | hoeveel punten heb ik | me
nl | laat me mijn punten zien | me
nl | ik | me
nl | punte | me
nl | puntne | me
en | leaderboard | leaderboard
en | leader board | leaderboard
en | leaderbord | leaderboard
en | show me the leaderboard | leaderboard
en | ranking | leaderboard
en | leaderboard here | leaderboard: here
en | leaderboard “here”! | leaderboard: here
nl | stand | leaderboard
nl | ranglijst | leaderboard
nl | stand hier | leaderboard: hier
en | help | help
en | hi | help
en | Hello! | help
en | hey 👋 | help
en | helo | help
en | what can you do? | help
en | how does this work | help
nl | hulp | help
nl | hoi | help
nl | hallo | help
nl | wat kun je? | help
nl | help | help
en | start | start
nl | start | start
en | get started | start
nl | beginnen | start
en | home | home
nl | overzicht | home
en | join | join
en | jion | join
en | sign me up | join
en | I want to join | join
en | subscribe | join
nl | meedoen | join
nl | ik wil graag meedoen | join
nl | aanmelden | join
nl | medoen | join
en | settings | settings
en | setings | settings
en | preferences | settings
en | change my settings | settings
en | open settings please | settings
nl | instellingen | settings
nl | insteling | settings
nl | voorkeuren | settings
en | next | next
en | share | next
en | what can i share | next
en | show me something | next
nl | volgende | next
nl | iets om te delen | next
nl | volgnde | next
en | later | ? next
nl | later | ? next
en | my data | privacy
en | mydata | privacy
en | privcy | privacy
en | show my data | privacy
en | what do you know about me? | privacy
nl | mijn gegevens | privacy
nl | gegevens | privacy
nl | wat weet je van mij | privacy
en | delete my data | ask_forget
en | forget me | ask_forget
en | delete me | ask_forget
en | please delete my data | ask_forget
nl | verwijder mijn gegevens | ask_forget
nl | vergeet mij | ask_forget
nl | vergeet me alsjeblieft | ask_forget
nl | verwijder al mijn gegevens! | ask_forget
en | thank @anna for the post! | thank: @anna for the post!
en | thnak @anna for *everything* | thank: @anna for *everything*
nl | bedank @anna voor alles | thank: @anna voor alles
en | post https://example.com/a?b=c#d. | post: https://example.com/a?b=c#d.
en | post\u00a0https://example.com/a | post: https://example.com/a
en | suggest <https://example.com/a|example.com> | post: https://example.com/a
en | can you post https://example.com/a | post: https://example.com/a
en | pots https://example.com/a | post: https://example.com/a
nl | voorstellen https://example.com/a | post: https://example.com/a
en | thought Is this *good*? | thought: Is this *good*?
nl | gedachte “Is dit goed?” | thought: “Is dit goed?”
en | questions | questions
nl | vragen | questions
nl | wat zijn de vragen | questions
en | invite @anna | invite: @anna
en | invte @anna! | invite: @anna
nl | nodig @anna uit | invite: @anna uit
en | results | results
en | reslts | results
nl | resultaten | results
en | export | export
en | value 3.50 EUR a click | value: 3.50 EUR a click
en | content | content
nl | inhoud | content
en | audit | audit
nl | logboek | audit
en | works council | council
nl | or | council
en | champion @anna | champion: @anna
en | champion stop | end_role
nl | aanjager stoppen | end_role
en | language nl | language: nl
en | language: Dutch | language: Dutch
en | langauge nl | language: nl
nl | taal en | language: en
nl | taal engels | language: engels
en | dutch | dutch
nl | in het nederlands | dutch
nl | english please | english
en | please stop sending me messages | ? leave pause
en | stop sending me messages | ? leave pause
en | stop sending me all these messages every day please | ? leave pause
en | I want to stop | ? leave pause
en | can you stop | ? leave pause
en | i want to unsubscribe from this | ? leave pause
en | I don't want any messages anymore | ? leave pause
en | don’t send me messages | ? leave pause
en | leave me alone | ? leave pause
en | remove me | ? leave ask_forget
en | cancel | ? leave pause
en | how do i leave | ? leave pause
en | stop for good | ? leave pause
nl | ik wil graag stoppen | ? leave pause
nl | ik wil stoppen | ? leave pause
nl | ik zou graag willen stoppen | ? leave pause
nl | stuur me geen berichten meer | ? leave pause
nl | ik wil geen berichten meer ontvangen | ? leave pause
nl | hou op | ? leave pause
nl | laat me met rust | ? leave pause
nl | verwijder me | ? leave ask_forget
en | stopp | ? leave pause
en | leavee | ? leave pause
en | unsubscibe | ? leave pause
en | forgte me | ? ask_forget leave
en | delet my data | ? ask_forget leave
en | i want you to delete my data | ? ask_forget leave
nl | stopen | ? leave pause
nl | uitschriven | ? leave pause
nl | vergeet mjj | ? ask_forget leave
nl | kun je mijn gegevens verwijderen | ? ask_forget leave
en | pause all until monday | pause: until monday
"""
