"""Conversations, events and effects as JSON and back: the one place where frozen values become bytes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from dialogs.conversation import Conversation
from dialogs.effects import Effect
from dialogs.events import Event

_CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])
_EFFECT: TypeAdapter[Effect] = TypeAdapter(Annotated[Effect, Field(discriminator="kind")])


def encode_conversation(conversation: Conversation) -> bytes:
    """JSON, without what stands at its default."""
    return _CONVERSATION.dump_json(conversation, exclude_defaults=True)


def decode_conversation(body: bytes) -> Conversation:
    """Raises ``pydantic.ValidationError`` when the bytes are no conversation."""
    return _CONVERSATION.validate_json(body)


def encode_event(event: Event) -> bytes:
    """JSON with its kind."""
    return _EVENT.dump_json(event)


def decode_event(body: bytes) -> Event:
    """Raises ``pydantic.ValidationError`` when the bytes are no event."""
    return _EVENT.validate_json(body)


def encode_effect(effect: Effect) -> bytes:
    """JSON with its kind."""
    return _EFFECT.dump_json(effect)


def decode_effect(body: bytes) -> Effect:
    """Raises ``pydantic.ValidationError`` when the bytes are no effect."""
    return _EFFECT.validate_json(body)
