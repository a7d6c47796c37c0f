"""Tests of the Telegram channel beyond the contract that all channels share."""
