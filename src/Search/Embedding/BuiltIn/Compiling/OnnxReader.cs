using System.Text;

namespace MediaPipeline.Search.Embedding.BuiltIn.Compiling;

/// <summary>
/// The fields of one protobuf message, one after the other. ONNX files are such messages: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto has the
/// numbers of the fields, https://protobuf.dev/programming-guides/encoding the encoding.
/// </summary>
internal struct OnnxReader(ReadOnlyMemory<byte> message)
{
    private int _at;

    public int Field { get; private set; }

    /// <summary>Of a field that holds a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Of a field that holds a message, a text or packed numbers; empty for numbers.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes.Span);

    public bool Next()
    {
        if (_at >= message.Length)
        {
            return false;
        }

        var key = ReadNumber();
        Field = (int)(key >> 3);
        Bytes = default;
        switch (key & 7)
        {
            case 0:
                Number = ReadNumber();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Take((int)ReadNumber());
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException($"Not an ONNX file: wire type {key & 7} at byte {_at}.");
        }

        return true;
    }

    /// <summary>The numbers of a repeated field: packed, or this one.</summary>
    public readonly IEnumerable<ulong> Numbers()
    {
        if (Bytes.IsEmpty)
        {
            yield return Number;
        }

        var packed = new OnnxReader(Bytes);
        while (packed._at < Bytes.Length)
        {
            yield return packed.ReadNumber();
        }
    }

    private void Take(int length)
    {
        Bytes = message.Slice(_at, length);
        _at += length;
    }

    private ulong ReadNumber()
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message.Span[_at++];
            number |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return number;
            }
        }
    }
}
