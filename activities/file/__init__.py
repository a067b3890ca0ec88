"""The file of an activity (活动档案包): what was planned, approved, signed and photographed, in one archive."""
