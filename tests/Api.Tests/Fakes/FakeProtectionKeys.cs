using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>The keys of Data Protection.</summary>
internal sealed class FakeProtectionKeys : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _elements = new();

    public int Stored => _elements.Count;

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements];

    public void StoreElement(XElement element, string friendlyName) => _elements.Enqueue(element);
}
