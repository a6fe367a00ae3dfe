"""The programs of GNU findutils 4.9."""
