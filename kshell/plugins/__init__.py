"""pluggy for what strangers add: programs, readers of module images, folders of modules."""
