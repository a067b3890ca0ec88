"""Dates as they are written here: 9月28日, where Django writes 09月28日 beside 2026年9月28日."""

MONTH_DAY_FORMAT = "n月j日"
