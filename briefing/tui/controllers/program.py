"""The panes on the program itself: details of an article, problems, help, theme, palette."""

from __future__ import annotations

from briefing.model import Story
from briefing.tui import themes
from briefing.tui.controllers.base import Controller
from briefing.tui.keys import first_steps, keymap
from briefing.tui.messages import ActionDone


class ProgramController(Controller):
    """Keys that ask about the program or about the article as a thing."""

    async def do_details(self) -> None:
        port = self.port
        if port.active == "details":
            await port.close_over()
            return
        target = port.target()
        if target is not None and target.story is not None:
            await self._story_details(target.story)
            return
        article = self.target_article()
        if article is None:
            self.say("no article under the cursor")
            return
        pane = await port.pane("details")
        pane.show(article)
        await port.go_to_pane("details")

    async def _story_details(self, story: Story) -> None:
        """Show what joins the articles of a story."""
        articles = {id: article for id in (*story.articles, *story.mentioned_in) if (article := self.port.article(id))}
        pane = await self.port.pane("details")
        pane.show_story(story, articles)
        await self.port.go_to_pane("details")

    async def do_problems(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        choices = [Choice(problem.path, problem.path, note=problem.reason) for problem in self.collection.problems()]
        await self.port.choose(
            "Files that could not be read", choices, lambda path: None, empty="every file could be read"
        )

    async def do_messages(self) -> None:
        """List what the line at the bottom said: what had no room there, too."""
        from briefing.tui.widgets.choice_list import Choice

        choices = [Choice(words, words) for words in reversed(self.port.said)]
        await self.port.choose("Messages", choices, lambda words: None, empty="nothing was said yet")

    async def do_help(self) -> None:
        from briefing.tui.keys import signs
        from briefing.tui.widgets.choice_list import Choice

        if self.port.active == "menu":
            await self.port.close_over()
            return
        choices: list[Choice] = []
        for group, rows in keymap.groups(self.port.keys):
            choices.append(Choice(group, heading=True))
            choices += [Choice(row.help.rstrip("."), row.id, key=row.shown, words=row.label) for row in rows]
        choices.append(Choice(signs.HEADING, heading=True))
        choices += [Choice(says, "", key=sign, words=words, lines=3) for sign, says, words in signs.SIGNS]
        await self.port.choose("Help", choices, self._do)

    async def _do(self, action: str) -> None:
        """Do what a row stands for; a sign only says what it says."""
        if not action:
            return
        row = keymap.row(action)
        if self.port.active not in row.where:
            self.say(f"{row.shown.split()[0]} works in another pane")
        elif row.id != "compare_open":  # it wants a figure
            await self.port.perform(action, row.keys[0])

    # --- the first steps ---

    def guide_first_session(self) -> None:
        """Tell the first steps if nobody has ever read here; whatever comes of it, not again."""
        if self.state.preferences.guided or self.port.guarded(self.collection.state.any_session, True):
            return
        self.port.wear_preferences(guided=True)
        self._guide(frozenset())

    async def do_first_steps(self) -> None:
        """Tell the first steps again, from the first one, or no more."""
        port = self.port
        if port.active == "menu":
            await port.close_over()
        self._guide(frozenset() if self.state.steps_done is None else None)
        if self.state.steps_done is None:
            self.say(f"no more first steps; {keymap.first_key(keymap.row('help'))} lists the keys")

    def _guide(self, done: frozenset[int] | None) -> None:
        self.state.steps_done = done
        self.port.show_guide()

    def on_action_done(self, message: ActionDone) -> None:
        """What was done needs no words any more; beside another pane stands another line."""
        done = self.state.steps_done
        if done is None:
            return
        done |= {place for place, step in enumerate(first_steps.STEPS) if message.action in step.done_by}
        self._guide(done if len(done) < len(first_steps.STEPS) else None)

    # --- lists of choices ---

    async def do_menu_filter(self) -> None:
        await self.ask_filter("filter")

    async def do_theme(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        choices = [Choice(name, name) for name in themes.NAMES]
        await self.port.choose(
            "Theme", choices, lambda name: self.port.take_preferences(theme=name), current=self.state.preferences.theme
        )
