using System.Runtime.InteropServices;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Distinct texts of a column, each with a number from 0, so that a text is looked at once however many rows hold it.</summary>
sealed class TextPool
{
    int[] slots = new int[256];
    uint[] hashes = new uint[128];
    string[] texts = new string[128];

    /// <summary>Texts held.</summary>
    public int Count { get; private set; }

    /// <summary>The text with this number.</summary>
    public string this[int id] => texts[id];

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        var hash = Hash(text);
        var mask = (uint)slots.Length - 1;
        for (var slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var id = slots[slot] - 1;
            if (hashes[id] == hash && text.SequenceEqual(texts[id]))
            {
                return id;
            }
        }

        return -1;
    }

    /// <summary>The number of a text, made where it is new.</summary>
    public int Add(ReadOnlySpan<char> text, out bool isNew)
    {
        var hash = Hash(text);
        var mask = (uint)slots.Length - 1;
        var slot = hash & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var id = slots[slot] - 1;
            if (hashes[id] == hash && text.SequenceEqual(texts[id]))
            {
                isNew = false;
                return id;
            }
        }

        isNew = true;
        if (Count == texts.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        (hashes[Count], texts[Count]) = (hash, text.ToString());
        slots[slot] = ++Count;
        return Count - 1;
    }

    uint FreeSlot(uint hash)
    {
        var mask = (uint)slots.Length - 1;
        var slot = hash & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    void Grow()
    {
        Array.Resize(ref texts, texts.Length * 2);
        Array.Resize(ref hashes, hashes.Length * 2);
        slots = new int[texts.Length * 2];
        for (var id = 0; id < Count; id++)
        {
            slots[FreeSlot(hashes[id])] = id + 1;
        }
    }

    static uint Hash(ReadOnlySpan<char> text)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * Odd;
        var words = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var word in words)
        {
            hash = (ulong.RotateLeft(hash, 23) ^ word) * Odd;
        }

        foreach (var letter in text[(words.Length * 4)..])
        {
            hash = (ulong.RotateLeft(hash, 23) ^ letter) * Odd;
        }

        return (uint)(hash >> 32) ^ (uint)(hash >> 9);
    }
}
