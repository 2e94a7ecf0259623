//! Corrections of actors.

use super::Why;
use super::draft::Draft;
use crate::analysis::{Actor, ActorId, ActorKind, Mention, MentionKind, Role};
use crate::anchor::Anchor;
use crate::corrections::ActorKey;
use crate::span::Span;

impl Draft<'_> {
    /// Makes two actors one.
    pub fn merge(&mut self, into: &ActorKey, from: &ActorKey) -> Result<(), Why> {
        let (into, from) = (self.actor(into)?, self.actor(from)?);
        // They are one already.
        if into == from {
            return Ok(());
        }
        let gone = self.analysis.actor(from).cloned().ok_or(Why::NoActor)?;
        let stays = self.actor_mut(into).ok_or(Why::NoActor)?;
        for name in [gone.name].into_iter().chain(gone.aliases) {
            add_alias(stays, name);
        }
        for role in gone.roles {
            if stays.roles.iter().all(|known| known.text != role.text) {
                stays.roles.push(role);
            }
        }
        stays.roles.sort_by_key(|role| role.span);
        for mention in gone.mentions {
            add_mention(stays, mention);
        }
        self.remove_actor(from, Some(into));
        Ok(())
    }

    /// Makes an actor of some mentions of another.
    pub fn split(&mut self, actor: &ActorKey, mentions: &[Anchor], name: &str) -> Result<(), Why> {
        let name = said(name)?;
        let id = self.actor(actor)?;
        let places: Vec<Span> = mentions.iter().filter_map(|anchor| self.place(anchor)).collect();
        let text = self.text;
        let old = self.actor_mut(id).ok_or(Why::NoActor)?;
        let (moved, left): (Vec<Mention>, Vec<Mention>) =
            old.mentions.iter().partition(|mention| places.contains(&mention.span));
        if moved.is_empty() {
            return Err(Why::WordsNotFound);
        }
        if left.is_empty() {
            return Err(Why::NothingLeft);
        }
        let by_name = |mentions: &[Mention], words: &str| {
            mentions.iter().any(|mention| mention.kind == MentionKind::Name && mention.span.of(text) == words)
        };
        let mut new =
            Actor { id, kind: old.kind, name, aliases: Vec::new(), roles: Vec::new(), mentions: moved.clone() };
        for mention in moved.iter().filter(|mention| mention.kind == MentionKind::Name) {
            add_alias(&mut new, mention.span.of(text).to_owned());
        }
        // Names that only the moved mentions use are no longer the old one's; the roles that stand at them neither.
        old.aliases.retain(|alias| by_name(&left, alias) || !by_name(&moved, alias));
        let with_moved = |role: &Role| {
            moved.iter().any(|mention| mention.span.overlaps(role.span) || role.span.covers(mention.span))
        };
        let (roles_moved, roles_left) = std::mem::take(&mut old.roles).into_iter().partition(with_moved);
        (new.roles, old.roles) = (roles_moved, roles_left);
        old.mentions = left;
        let new_id = self.insert_actor(new, id.0 as usize + 1);
        let is_source =
            |spans: &[Span]| spans.iter().any(|span| moved.iter().any(|mention| span.overlaps(mention.span)));
        let mut theirs = Vec::new();
        for quote in self.analysis.quotes.iter_mut().filter(|quote| is_source(&quote.source)) {
            replace(&mut quote.speakers, id, new_id);
            theirs.push(quote.id);
        }
        for position in &mut self.analysis.positions {
            if position.quote.is_some_and(|quote| theirs.contains(&quote)) {
                replace(&mut position.holders, id, new_id);
            }
            let at_moved = |span: Span| moved.iter().any(|mention| span == mention.span);
            if position.target.actor == Some(id) && position.target.span.is_some_and(at_moved) {
                position.target.actor = Some(new_id);
            }
        }
        Ok(())
    }

    /// Calls an actor otherwise.
    pub fn rename(&mut self, actor: &ActorKey, name: &str) -> Result<(), Why> {
        let name = said(name)?;
        let id = self.actor(actor)?;
        let actor = self.actor_mut(id).ok_or(Why::NoActor)?;
        let old = std::mem::replace(&mut actor.name, name);
        let now = actor.name.clone();
        actor.aliases.retain(|alias| *alias != now);
        if old != now && !old.is_empty() && !actor.aliases.contains(&old) {
            actor.aliases.insert(0, old);
        }
        Ok(())
    }

    /// Says what an actor is.
    pub fn set_kind(&mut self, actor: &ActorKey, kind: ActorKind) -> Result<(), Why> {
        let id = self.actor(actor)?;
        self.actor_mut(id).ok_or(Why::NoActor)?.kind = kind;
        Ok(())
    }

    /// Gives an actor a role.
    pub fn add_role(&mut self, actor: &ActorKey, role: &str, place: &Anchor) -> Result<(), Why> {
        let role = said(role)?;
        let (id, span) = (self.actor(actor)?, self.words(place)?);
        let actor = self.actor_mut(id).ok_or(Why::NoActor)?;
        if actor.roles.iter().all(|known| known.text != role) {
            actor.roles.push(Role { text: role, span });
            actor.roles.sort_by_key(|role| role.span);
        }
        Ok(())
    }

    /// Takes a role from an actor.
    pub fn remove_role(&mut self, actor: &ActorKey, role: &str) -> Result<(), Why> {
        let id = self.actor(actor)?;
        let actor = self.actor_mut(id).ok_or(Why::NoActor)?;
        let before = actor.roles.len();
        actor.roles.retain(|known| known.text != role);
        if actor.roles.len() < before { Ok(()) } else { Err(Why::NoRole) }
    }

    /// Makes an actor of words. Where somebody has just this mention, the words are taken from them.
    pub fn add_actor(&mut self, mention: &Anchor, kind: ActorKind, name: &str) -> Result<(), Why> {
        let name = said(name)?;
        let span = self.words(mention)?;
        let mut actor = Actor {
            id: ActorId(0),
            kind,
            name,
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: vec![Mention { span, kind: mention_kind(kind) }],
        };
        if mention_kind(kind) == MentionKind::Name {
            add_alias(&mut actor, span.of(self.text).to_owned());
        }
        self.take_mention(span);
        self.insert_actor(actor, usize::MAX);
        Ok(())
    }

    /// Gives an actor a mention. Where somebody else has just this one, it is taken from them.
    pub fn add_mention(&mut self, actor: &ActorKey, mention: &Anchor) -> Result<(), Why> {
        let (id, span) = (self.actor(actor)?, self.words(mention)?);
        self.take_mention(span);
        let words = span.of(self.text);
        let pronoun = matches!(
            words.to_lowercase().as_str(),
            "he" | "him"
                | "his"
                | "she"
                | "her"
                | "hers"
                | "they"
                | "them"
                | "their"
                | "theirs"
                | "it"
                | "its"
                | "i"
                | "we"
                | "us"
        );
        let named = words.starts_with(char::is_uppercase);
        let actor = self.actor_mut(id).ok_or(Why::NoActor)?;
        let kind = match () {
            () if pronoun => MentionKind::Pronoun,
            () if named => MentionKind::Name,
            () => MentionKind::Nominal,
        };
        let words = words.to_owned();
        add_mention(actor, Mention { span, kind });
        if kind == MentionKind::Name {
            add_alias(actor, words);
        }
        Ok(())
    }

    /// Takes the mention at `span` from whoever has just this one, as long as they keep another.
    fn take_mention(&mut self, span: Span) {
        for actor in &mut self.analysis.actors {
            if actor.mentions.len() > 1 {
                actor.mentions.retain(|mention| mention.span != span);
            }
        }
    }

    /// Says that an actor is right, or takes it out.
    pub fn judge_actor(&mut self, actor: &ActorKey, right: bool) -> Result<(), Why> {
        let id = self.actor(actor)?;
        if !right {
            self.remove_actor(id, None);
        }
        Ok(())
    }

    /// Says that a mention is right, or takes it out.
    pub fn judge_mention(&mut self, actor: &ActorKey, mention: &Anchor, right: bool) -> Result<(), Why> {
        let (id, span) = (self.actor(actor)?, self.words(mention)?);
        let actor = self.actor_mut(id).ok_or(Why::NoActor)?;
        if !actor.mentions.iter().any(|mention| mention.span == span) {
            return Err(Why::NoActor);
        }
        if !right {
            actor.mentions.retain(|mention| mention.span != span);
        }
        Ok(())
    }
}

/// `words` without white space around them; they have to say something.
fn said(words: &str) -> Result<String, Why> {
    Some(words.trim()).filter(|words| !words.is_empty()).map(str::to_owned).ok_or(Why::Empty)
}

fn add_alias(actor: &mut Actor, name: String) {
    if !name.is_empty() && name != actor.name && !actor.aliases.contains(&name) {
        actor.aliases.push(name);
    }
}

/// Puts a mention in its place. Of mentions that share words the longest stays.
fn add_mention(actor: &mut Actor, mention: Mention) {
    let longer = |known: &Mention| known.span.overlaps(mention.span) && known.span.len() >= mention.span.len();
    if mention.span.is_empty() || actor.mentions.iter().any(longer) {
        return;
    }
    actor.mentions.retain(|known| !known.span.overlaps(mention.span));
    let at = actor.mentions.partition_point(|known| known.span < mention.span);
    actor.mentions.insert(at, mention);
}

fn replace(ids: &mut Vec<ActorId>, old: ActorId, new: ActorId) {
    if ids.contains(&new) {
        ids.retain(|id| *id != old);
    } else {
        ids.iter_mut().filter(|id| **id == old).for_each(|id| *id = new);
    }
}

/// How a reader's words mention an actor of that kind.
fn mention_kind(kind: ActorKind) -> MentionKind {
    if kind == ActorKind::Unnamed { MentionKind::Nominal } else { MentionKind::Name }
}
