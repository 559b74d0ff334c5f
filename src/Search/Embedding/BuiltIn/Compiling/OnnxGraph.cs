using System.Runtime.InteropServices;
using System.Text;

namespace MediaPipeline.Search.Embedding.BuiltIn.Compiling;

/// <summary>Writes an ONNX file: nodes and constants in the order in which they are added. Every method returns the name of what it added.</summary>
internal sealed class OnnxGraph
{
    /// <summary>Types of tensors.</summary>
    public const int Float = 1, Int8 = 3, Int64 = 7;

    /// <summary>The domain of operators that only ONNX Runtime has.</summary>
    public const string Fused = "com.microsoft";
    private readonly Message _graph = new();
    private int _nodes;

    public string Floats(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> dimensions) =>
        Constant(name, Float, MemoryMarshal.AsBytes(values), dimensions);

    public string Bytes(string name, ReadOnlySpan<sbyte> values, params ReadOnlySpan<int> dimensions) =>
        Constant(name, Int8, MemoryMarshal.AsBytes(values), dimensions);

    public string Number(string name, long value) => Constant(name, Int64, MemoryMarshal.AsBytes([value]), [1]);

    public string Node(string type, string[] inputs, string domain = "", string? output = null, params (string Name, object Value)[] attributes)
    {
        var (node, number) = (new Message(), _nodes++);
        output ??= $"t{number}";
        foreach (var input in inputs)
        {
            node.Put(1, input);
        }

        node.Put(2, output).Put(3, $"n{number}").Put(4, type).Put(7, domain);
        foreach (var (name, value) in attributes)
        {
            node.Put(5, Attribute(name, value));
        }

        _graph.Put(1, node);
        return output;
    }

    /// <param name="input">Name of the input, a row of token numbers.</param>
    /// <param name="output">Name of the output, a vector.</param>
    public void WriteModel(string input, string output, int dimensions, Stream model)
    {
        _graph.Put(2, "encoder").Put(11, Value(input, Int64, "texts", "tokens")).Put(12, Value(output, Float, "texts", dimensions));
        new Message().Put(1, 8).Put(8, Operators("", 17)).Put(8, Operators(Fused, 1)).PutHead(7, _graph).WriteTo(model);
        _graph.WriteTo(model);
    }

    private string Constant(string name, int type, ReadOnlySpan<byte> raw, ReadOnlySpan<int> dimensions)
    {
        var tensor = new Message();
        foreach (var dimension in dimensions)
        {
            tensor.Put(1, (ulong)dimension);
        }

        _graph.Put(5, tensor.Put(2, (ulong)type).Put(8, name).Put(9, raw));
        return name;
    }

    private static Message Attribute(string name, object value) => value switch
    {
        int number => new Message().Put(1, name).Put(3, (ulong)number).Put(20, 2),
        float number => new Message().Put(1, name).Put(2, number).Put(20, 1),
        long[] numbers => numbers.Aggregate(new Message().Put(1, name), (attribute, number) => attribute.Put(8, (ulong)number)).Put(20, 7),
        _ => throw new ArgumentException($"An attribute cannot be a {value.GetType()}.", nameof(value)),
    };

    private static Message Value(string name, int type, params object[] dimensions)
    {
        var shape = new Message();
        foreach (var dimension in dimensions)
        {
            shape.Put(1, dimension is int fixedSize ? new Message().Put(1, (ulong)fixedSize) : new Message().Put(2, (string)dimension));
        }

        return new Message().Put(1, name).Put(2, new Message().Put(1, new Message().Put(1, (ulong)type).Put(2, shape)));
    }

    private static Message Operators(string domain, int version) => new Message().Put(1, domain).Put(2, (ulong)version);

    /// <summary>A protobuf message that is being written.</summary>
    private sealed class Message
    {
        private readonly MemoryStream _bytes = new();

        public Message Put(int field, ulong number)
        {
            PutNumber((ulong)field << 3);
            PutNumber(number);
            return this;
        }

        public Message Put(int field, float number)
        {
            PutNumber(((ulong)field << 3) | 5);
            _bytes.Write(MemoryMarshal.AsBytes([number]));
            return this;
        }

        public Message Put(int field, ReadOnlySpan<byte> bytes)
        {
            PutHead(field, bytes.Length);
            _bytes.Write(bytes);
            return this;
        }

        public Message Put(int field, string text) => Put(field, Encoding.UTF8.GetBytes(text).AsSpan());

        public Message Put(int field, Message message) => Put(field, message._bytes.GetBuffer().AsSpan(0, (int)message._bytes.Length));

        /// <summary>What stands before a message that is written after this one, so that a large one is not copied.</summary>
        public Message PutHead(int field, Message message) => PutHead(field, (int)message._bytes.Length);

        public void WriteTo(Stream stream) => _bytes.WriteTo(stream);

        private Message PutHead(int field, int length)
        {
            PutNumber(((ulong)field << 3) | 2);
            PutNumber((ulong)length);
            return this;
        }

        private void PutNumber(ulong number)
        {
            for (; number > 127; number >>= 7)
            {
                _bytes.WriteByte((byte)(number | 128));
            }

            _bytes.WriteByte((byte)number);
        }
    }
}
